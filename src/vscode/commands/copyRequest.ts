import * as vscode from 'vscode';
import { requestBody } from '../../core/api/requestBody';
import { pageLimit } from '../../core/api/limits';
import { requestSnippet } from '../../core/handoff/requestSnippet';
import { languageNames, snippetLanguages, type SnippetLanguage } from '../../core/handoff/snippetLanguages';
import type { Services } from '../services';
import type { TreeNode } from '../treeNode';
import { offer } from './offer';
import { pickJob, targetNodes, type FromMenu } from './targets';

/** "Copy Request As…": the very query behind a row, as code of a language of the API's reference. */
export async function copyRequest(services: Services, ...menu: FromMenu): Promise<void> {
  const { t } = vscode.l10n;
  const baseUrl = baseUrlOf(services);
  if (baseUrl === undefined) return;
  const bodies = targetNodes(services, menu).flatMap(bodyOf);
  const body = bodies[0] ?? (await askBody(services));
  if (!body) return;
  const language = await pickLanguage();
  if (!language) return;
  await vscode.env.clipboard.writeText(requestSnippet(language, { baseUrl, body }));
  const message = t('Copied. The code reads the API key from the environment variable CROP_PHOTO_API_KEY.');
  offer(message, {});
}

/** Where the profile in use is asked; undefined, and said, while the sample server starts. */
export function baseUrlOf({ session, sample }: Services): string | undefined {
  const { profile } = session;
  const baseUrl = profile.kind === 'remote' ? profile.baseUrl : sample.baseUrl;
  if (baseUrl === undefined)
    void vscode.window.showInformationMessage(vscode.l10n.t('The sample jobs are starting. Try again in a moment.'));
  return baseUrl;
}

/** What the row is refreshed by. */
function bodyOf(node: TreeNode): object[] {
  if (node.kind === 'label') return [requestBody.label(node.label, 0, pageLimit)];
  return node.kind === 'job' || node.kind === 'result' ? [requestBody.job(node.jobId)] : [];
}

async function askBody(services: Services): Promise<object | undefined> {
  const jobId = await pickJob(services, vscode.l10n.t('Copy Request As'));
  return jobId === undefined ? undefined : requestBody.job(jobId);
}

async function pickLanguage(): Promise<SnippetLanguage | undefined> {
  const items = snippetLanguages.map((language) => ({ label: languageNames[language], language }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Copy Request As') });
  return picked?.language;
}
