import type { Toggles } from '../core/protocol';
import { createActions, type Action } from './actions';
import type { Canvas } from './canvas';
import { isTogether } from './compareMode';
import type { PageModel } from './pageModel';
import type { Translate } from './words';

export interface PageActionsDeps {
  readonly canvas: Canvas;
  readonly model: PageModel;
  readonly select: (index: number) => void;
  readonly setToggles: (change: Partial<Toggles>) => void;
  readonly showKeys: () => void;
  readonly openCopyMenu: () => void;
  readonly openMoreMenu: () => void;
  readonly nextCompare: () => void;
}

/** The actions of the page, and why some of them cannot be used now. */
export function createPageActions(t: Translate, deps: PageActionsDeps): readonly Action[] {
  const { model, nextCompare } = deps;
  return createActions(t, {
    ...deps,
    toggles: () => model.toggles,
    pictureReason: () => pictureReason(t, model),
    overlayReason: () => pictureReason(t, model) ?? overlayReason(t, model),
    allReason: () => pictureReason(t, model) ?? allReason(t, model),
    result: () => ({ index: model.state?.resultIndex ?? 0, count: model.state?.results.length ?? 0 }),
    compare: {
      next: nextCompare,
      isOn: () => isTogether(model.shown?.compare),
      reason: () => (model.shown?.compare === undefined ? compareReason(t, model) : undefined),
    },
  });
}

/** Only where there will be none: while one loads, the toolbar stays as it is. */
function pictureReason(t: Translate, { state, shown }: PageModel): string | undefined {
  return state?.stage.kind === 'notice' && !shown?.base ? t('there is no picture') : undefined;
}

function overlayReason(t: Translate, { shown }: PageModel): string | undefined {
  if (shown?.compare === 'wipe') return t('both pictures are shown whole while they are compared');
  return shown?.base && shown.reading === 'cropped' ? t('the picture is the finished crop already') : undefined;
}

function allReason(t: Translate, { state, shown }: PageModel): string | undefined {
  if ((state?.results.length ?? 0) < 2) return t('there is one result only');
  return shown?.base && shown.reading === 'cropped' ? t('the source image is needed for that') : undefined;
}

function compareReason(t: Translate, { state, reading }: PageModel): string | undefined {
  if (state?.source?.stage.kind === 'notice') return t('the source image cannot be shown');
  if (state?.stage.kind === 'notice') return t('there is no output to compare with');
  return reading === 'source' ? t('the picture is the source itself') : t('choose the source image first');
}
