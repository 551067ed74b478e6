import type { Translate } from './words';
import { overlayModes, type OverlayMode, type Toggles } from '../core/protocol';
import type { Canvas } from './canvas';

/** Something the user can do, by a button, a key, or both. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** A codicon, or a few letters where no icon says it. Without: the action has no button. */
  readonly face?: { readonly icon: string } | { readonly text: string };
  /** Unmodified keys: VS Code gets every key too, and would zoom its window at Ctrl and `+`. */
  readonly keys: readonly string[];
  /** Buttons of one group stand together. */
  readonly group: 'results' | 'zoom' | 'overlay' | 'view' | 'file' | 'none';
  /** It opens a menu below its button. */
  readonly hasMenu?: boolean;
  readonly run: () => void;
  /** For a toggle: whether it is on. */
  readonly isOn?: () => boolean;
  /** Why it cannot be used now; undefined when it can. */
  readonly reason?: () => string | undefined;
}

/** What actions work on. */
export interface ActionTarget {
  readonly canvas: Canvas;
  readonly toggles: () => Toggles;
  readonly setToggles: (change: Partial<Toggles>) => void;
  /** Why nothing can be zoomed or drawn upon now; undefined when it can. */
  readonly pictureReason: () => string | undefined;
  /** Why the ways to draw the crop have no effect now; undefined when they have. */
  readonly overlayReason: () => string | undefined;
  readonly result: () => { readonly index: number; readonly count: number };
  readonly select: (index: number) => void;
  readonly showKeys: () => void;
  readonly compare: {
    readonly next: () => void;
    /** Whether source and output are seen together. */
    readonly isOn: () => boolean;
    readonly reason: () => string | undefined;
  };
  /** Why there are no crops of other results to draw. */
  readonly allReason: () => string | undefined;
  readonly openCopyMenu: () => void;
  readonly openMoreMenu: () => void;
}

/** All actions, in the order of the toolbar and of the list of keys. */
export function createActions(t: Translate, target: ActionTarget): readonly Action[] {
  return [
    ...resultActions(t, target),
    ...zoomActions(t, target),
    ...overlayActions(t, target),
    ...compareActions(t, target),
    ...fileActions(t, target),
    ...viewActions(t, target),
  ];
}

function resultActions(t: Translate, { result, select }: ActionTarget): readonly Action[] {
  const step =
    (by: number): (() => void) =>
    () => {
      const { index, count } = result();
      if (index + by >= 0 && index + by < count) select(index + by);
    };
  const first = (): string | undefined => (result().index > 0 ? undefined : t('This is the first result.'));
  const last = (): string | undefined =>
    result().index + 1 < result().count ? undefined : t('This is the last result.');
  const face = (icon: string): Pick<Action, 'face' | 'group'> => ({ face: { icon }, group: 'results' });
  return [
    { id: 'previous', label: t('Previous result'), ...face('chevron-left'), keys: ['['], run: step(-1), reason: first },
    { id: 'next', label: t('Next result'), ...face('chevron-right'), keys: [']'], run: step(1), reason: last },
  ];
}

function zoomActions(t: Translate, { canvas, pictureReason: reason }: ActionTarget): readonly Action[] {
  const group = 'zoom';
  const step = 1.25;
  const mode = (wanted: 'fit' | 'actual' | 'crop'): Pick<Action, 'run' | 'isOn' | 'group' | 'reason'> => ({
    ...{ group, reason },
    run: () => canvas.setView({ mode: wanted }),
    isOn: () => canvas.savedView.mode === wanted,
  });
  const [out, into] = [{ icon: 'zoom-out' }, { icon: 'zoom-in' }];
  return [
    { id: 'zoomOut', label: t('Zoom out'), face: out, keys: ['-'], group, reason, run: () => canvas.zoomBy(1 / step) },
    { id: 'zoomIn', label: t('Zoom in'), face: into, keys: ['+', '='], group, reason, run: () => canvas.zoomBy(step) },
    { id: 'fit', label: t('Fit'), face: { icon: 'screen-full' }, keys: ['0'], ...mode('fit') },
    { id: 'actual', label: t('1:1, actual pixels (100 %)'), face: { text: '1:1' }, keys: ['1'], ...mode('actual') },
    { id: 'zoomCrop', label: t('Zoom to the crop'), face: { icon: 'target' }, keys: ['2'], ...mode('crop') },
  ];
}

function overlayActions(t: Translate, { toggles, setToggles, overlayReason }: ActionTarget): readonly Action[] {
  const mode = (overlay: OverlayMode): Pick<Action, 'run' | 'isOn' | 'reason' | 'group' | 'keys'> => ({
    group: 'overlay',
    keys: [],
    run: () => setToggles({ overlay }),
    isOn: () => toggles().overlay === overlay,
    reason: overlayReason,
  });
  const next = (): OverlayMode =>
    overlayModes[(overlayModes.indexOf(toggles().overlay) + 1) % overlayModes.length] ?? 'dim';
  const cycle = { group: 'none', run: () => setToggles({ overlay: next() }), reason: overlayReason } as const;
  return [
    { id: 'dim', label: t('Dim outside of the crop'), face: { icon: 'color-mode' }, ...mode('dim') },
    { id: 'outline', label: t('Outline only'), face: { icon: 'chrome-maximize' }, ...mode('outline') },
    { id: 'cropOnly', label: t('Crop only'), face: { icon: 'primitive-square' }, ...mode('crop') },
    { id: 'cycle', label: t('Next way to show the crop: dimmed, outline, alone'), keys: ['d'], ...cycle },
  ];
}

function compareActions(t: Translate, { toggles, setToggles, compare, allReason }: ActionTarget): readonly Action[] {
  const all = {
    run: () => setToggles({ all: !toggles().all }),
    isOn: () => toggles().all,
    reason: allReason,
  };
  const label = t('Crops of all results, numbered');
  const compareLabel = t('Compare: crop on the source, wipe, side by side, output');
  const next = { run: compare.next, isOn: compare.isOn, reason: compare.reason };
  return [
    { id: 'all', label, face: { icon: 'layers' }, keys: ['a'], group: 'overlay', ...all },
    { id: 'compare', label: compareLabel, face: { icon: 'diff' }, keys: ['x'], group: 'overlay', ...next },
  ];
}

function fileActions(t: Translate, { openCopyMenu, openMoreMenu }: ActionTarget): readonly Action[] {
  const shared = { group: 'file', hasMenu: true } as const;
  return [
    { id: 'copy', label: t('Copy the crop as…'), face: { icon: 'clippy' }, keys: ['c'], ...shared, run: openCopyMenu },
    { id: 'more', label: t('More actions…'), face: { icon: 'ellipsis' }, keys: [], ...shared, run: openMoreMenu },
  ];
}

function viewActions(t: Translate, { toggles, setToggles, showKeys }: ActionTarget): readonly Action[] {
  const toggle = (name: 'grid' | 'checkerboard' | 'details'): Pick<Action, 'run' | 'isOn' | 'group'> => ({
    group: 'view',
    run: () => setToggles({ [name]: !toggles()[name] }),
    isOn: () => toggles()[name],
  });
  const keys = { face: { icon: 'question' }, keys: ['?'], group: 'view', run: showKeys } as const;
  return [
    { id: 'grid', label: t('Rule-of-thirds grid'), face: { icon: 'table' }, keys: ['g'], ...toggle('grid') },
    {
      id: 'checkerboard',
      label: t('Checkerboard behind transparency'),
      face: { icon: 'symbol-color' },
      keys: ['b'],
      ...toggle('checkerboard'),
    },
    { id: 'details', label: t('Details'), face: { icon: 'layout-sidebar-right' }, keys: [], ...toggle('details') },
    { id: 'keys', label: t('Keys'), ...keys },
  ];
}
