import {
  cropFormats,
  formatCrop,
  formatName,
  isBelowPixel,
  needsPixels,
  type CopyableCrop,
} from '../core/crop/cropFormats';
import type { Errand, SourceState } from '../core/protocol';
import type { MenuItem } from './menu';
import type { Translate } from './words';

/** The formats of a crop, each with the text that it gives; those in pixels are off where pixels are not known. */
export function copyItems(t: Translate, crop: CopyableCrop | undefined, copy: (text: string) => void): MenuItem[] {
  return cropFormats.map((format) => {
    const text = crop && formatCrop(format, crop);
    const shared = { id: format, label: formatName(t, format) };
    if (text !== undefined) return { ...shared, detail: text, run: () => copy(text) };
    return { ...shared, reason: copyReason(t, crop && needsPixels(format) ? crop : undefined), run: nothing };
  });
}

function copyReason(t: Translate, crop: CopyableCrop | undefined): string {
  if (!crop) return t('There is no crop to copy.');
  if (isBelowPixel(crop)) return t('The crop is smaller than one pixel.');
  return t('Pixels are known with the source image only: choose one.');
}

export interface MoreInput {
  /** The result has a picture of its own. */
  readonly hasImage: boolean;
  readonly source: SourceState | undefined;
  readonly pinned: boolean;
  readonly run: (errand: Errand) => void;
}

/** What else can be done with the shown result: in the editor, not in the page. */
export function moreItems(t: Translate, { hasImage, source, pinned, run }: MoreInput): MenuItem[] {
  const reason = hasImage ? {} : { reason: t('This result has no picture.') };
  const item = (id: Errand, label: string, icon: string): MenuItem => ({ id, label, icon, run: () => run(id) });
  return [
    { ...item('save', t('Save Image…'), 'save'), ...reason },
    { ...item('openImage', t('Open in the Default Image Editor'), 'go-to-file'), ...reason },
    { ...item('copyLink', t('Copy Link (a secret until it expires)'), 'link'), ...reason },
    item('reveal', t('Reveal in the Tree'), 'list-tree'),
    item('chooseSource', source ? t('Choose Another Source Image…') : t('Choose Source Image…'), 'device-camera'),
    ...(source ? [item('forgetSource', t('Forget the Source Image'), 'close')] : []),
    item('pin', pinned ? t('Unpin This Viewer') : t('Pin: Open Other Jobs Elsewhere'), pinned ? 'pinned' : 'pin'),
  ];
}

function nothing(): void {
  // A line with a reason does nothing.
}
