import { failureWords } from '../core/api/failureWords';
import * as vscode from 'vscode';
import { singlesLabel } from '../core/jobs/groupRef';
import { countsText, statusText } from '../core/jobs/jobText';
import { rowText } from '../core/jobs/rowText';
import { leftText, rateText } from '../core/notice/rate';
import { timelineLines } from '../core/notice/timelineText';
import type { RowSources } from './rowItems';
import type { TreeNode } from './treeNode';

/** Longest text of a server in a tooltip, in characters. */
const longest = 500;

/**
 * The tooltip of a row, made when the mouse rests on it. Every string of the server goes through `appendText`:
 * Markdown from outside would load images and could name commands.
 */
export function rowTooltip(node: TreeNode, from: RowSources): vscode.MarkdownString | undefined {
  if (node.kind === 'label') return labelTooltip(node.label, from);
  if (node.kind === 'job' || node.kind === 'result') return jobTooltip(node.jobId, node.label, from);
  return undefined;
}

function labelTooltip(label: string, { store, groups, tracked, t }: RowSources): vscode.MarkdownString {
  const state = store.label(label);
  const lines: [string, string][] = [[t('Jobs'), countsText(t, groups.view({ label }).counts) || t('none yet')]];
  const rate = groups.rate(label);
  const left = leftText(t, rate);
  if (rate.total > 0) lines.push([t('Done'), rateText(t, rate)]);
  if (left !== '') lines.push([t('Left'), left]);
  if (state?.asOf !== undefined) lines.push([t('As of'), new Date(state.asOf).toLocaleString()]);
  if (state?.stale) lines.push([t('Shown'), t('as saved by an earlier session')]);
  if (tracked.isShared(label)) lines.push([t('Tracked by'), t('the workspace settings')]);
  if (state?.failure) lines.push([t('Last refresh'), failureWords(t, state.failure.message)]);
  return markdown(label, lines);
}

function jobTooltip(jobId: string, under: string, { store, t }: RowSources): vscode.MarkdownString | undefined {
  const job = store.job(jobId);
  if (!job) return undefined;
  const details = store.details(jobId);
  const lines: [string, string][] = [[t('Status'), statusText(t, job.status)]];
  const labels = job.labels.length > 0 ? job.labels : under === singlesLabel ? [] : [under];
  if (labels.length > 0) lines.push([t('Labels'), labels.join(', ')]);
  lines.push(...timelineLines({ t, time: (at) => new Date(at).toLocaleString() }, job, Date.now()));
  if (details?.errorMessage) lines.push([t('Error'), details.errorMessage]);
  if (details && job.status === 'completed') lines.push([t('Results'), String(details.results.length)]);
  return markdown(jobId, lines);
}

function markdown(title: string, lines: readonly [string, string][]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text
    .appendMarkdown('**')
    .appendText(rowText(title, '-', longest))
    .appendMarkdown('**\n\n');
  for (const [name, value] of lines) {
    text.appendText(`${name}: ${rowText(value, '-', longest)}`).appendMarkdown('  \n');
  }
  return text;
}
