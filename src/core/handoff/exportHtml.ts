import { checkCrop, drawablePart } from '../crop/cropChecks';
import type { Size } from '../crop/pixelEdges';
import { sourceRatio, type Reading } from '../crop/reading';
import type { Rect } from '../crop/rect';
import { statusText } from '../jobs/jobText';
import type { Translate } from '../translate';
import { isoTime, type ExportFacts, type ExportJob } from './exportJob';
import { timesLine } from './exportTimes';
import { escapeHtml } from './html';
import { reportStyle } from './reportStyle';

/** A picture of a result for the report. */
export interface ReportPicture {
  /** One of the image types that `readImageHeader` tells. */
  readonly mimeType: string;
  readonly base64: string;
  /** In px; undefined when its header does not tell. */
  readonly size: Size | undefined;
  /** On a source the crop is framed; beside a finished crop a drawing tells where in its source it lies. */
  readonly reading: Reading;
}

/** A job of the report with as many pictures as could be had, by the number of their result. */
export interface ReportJob {
  readonly job: ExportJob;
  readonly pictures: ReadonlyMap<number, ReportPicture>;
  /** How many more there are, for which the report has no room. */
  readonly leftOut?: number;
}

/** What no report goes without: it asks nobody, and runs nothing (faults, row 85). */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * The report as parts of one file, a job at a time: it may be larger than one text can be long.
 * Every string of the server is text in it, nothing else.
 */
export function* exportHtml(t: Translate, facts: ExportFacts, jobs: Iterable<ReportJob>): Iterable<string> {
  const title = escapeHtml(t('Jobs of {0}', facts.profile));
  yield `<!doctype html>
<html lang="${escapeHtml(facts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>${title}</h1>
<p>${escapeHtml(t('As of {0}', isoTime(facts.at)))}</p>
`;
  let leftOut = 0;
  for (const job of jobs) {
    leftOut += job.leftOut ?? 0;
    yield jobHtml(t, facts.at, job);
  }
  if (leftOut > 0)
    yield `<p class="error">${escapeHtml(t('Pictures left out, for the report would have become too large: {0}', leftOut))}</p>\n`;
  yield '</body>\n</html>\n';
}

function jobHtml(t: Translate, at: number, { job, pictures }: ReportJob): string {
  const { id, status, labels, errorMessage } = job;
  const error = errorMessage === undefined ? '' : `<p class="error">${escapeHtml(errorMessage)}</p>\n`;
  const results = (job.results ?? []).map(({ crop }, index) => resultHtml(t, { index, crop }, pictures.get(index)));
  const list = results.length > 0 ? `<div class="results">\n${results.join('')}</div>\n` : '';
  return `<section>
<h2>${escapeHtml(id)}</h2>
<p><b>${escapeHtml(statusText(t, status))}</b> · ${escapeHtml(labels.join(', '))} · ${escapeHtml(job.changedAt)}</p>
<p>${escapeHtml(timesLine(t, job, at))}</p>
${error}${list}</section>
`;
}

interface Result {
  readonly index: number;
  readonly crop: Rect | undefined;
}

function resultHtml(t: Translate, { index, crop }: Result, picture: ReportPicture | undefined): string {
  const name = escapeHtml(t('Result {0}', index + 1));
  const numbers = crop ? [crop.x, crop.y, crop.width, crop.height].map(String).join(' ') : t('no crop coordinates');
  const image = picture
    ? `<img alt="${name}" src="data:${escapeHtml(picture.mimeType)};base64,${picture.base64}">`
    : `<i>${escapeHtml(t('no picture'))}</i>`;
  const frame = picture?.reading === 'source' ? cropFrame(crop) : '';
  const place = picture?.reading === 'cropped' ? cropPlace(t, crop, picture.size) : '';
  return `<figure><div class="picture">${image}${frame}</div><figcaption>${place}${name}: ${escapeHtml(numbers)}</figcaption></figure>
`;
}

/** The crop over its source, which it is a fraction of. */
function cropFrame(crop: Rect | undefined): string {
  const part = partOf(crop);
  return part
    ? `<svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><rect ${placeOf(part)}/></svg>`
    : '';
}

/** The longer side of the drawing, in CSS px. */
const longest = 80;

/** A small drawing of where a finished crop lies in its source, whose shape the crop's own ratio tells. */
function cropPlace(t: Translate, crop: Rect | undefined, size: Size | undefined): string {
  const part = partOf(crop);
  if (!crop || !part || !size || checkCrop(crop).length > 0) return '';
  const ratio = Math.min(4, Math.max(0.25, sourceRatio({ crop, size })));
  const [width, height] = (ratio > 1 ? [longest, longest / ratio] : [longest * ratio, longest]).map(Math.round);
  const label = escapeHtml(t('Where the crop lies in its source'));
  const drawing = `<rect class="source" width="1" height="1"/><rect ${placeOf(part)}/>`;
  return `<svg class="place" role="img" aria-label="${label}" width="${width ?? longest}" height="${height ?? longest}" viewBox="0 0 1 1" preserveAspectRatio="none">${drawing}</svg>`;
}

function partOf(crop: Rect | undefined): Rect | undefined {
  const problems = crop ? checkCrop(crop) : [];
  // A sound crop is drawn as received: what lies in the picture is the same but for rounding.
  if (!crop || problems.length === 0) return crop;
  return problems.includes('notFinite') ? undefined : drawablePart(crop);
}

function placeOf({ x, y, width, height }: Rect): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}
