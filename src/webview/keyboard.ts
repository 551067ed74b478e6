import type { Action } from './actions';
import type { Canvas } from './canvas';

/** How far an arrow moves the picture, in CSS px; with Shift, most of a screenful. */
const step = 40;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Unmodified keys for the whole page, off while something that takes keys itself has the focus. */
export function registerKeys(actions: readonly Action[], canvas: Canvas, signal: AbortSignal): void {
  document.addEventListener(
    'keydown',
    (event) => {
      // Brackets are typed with Option on many keyboards.
      const isModified = event.altKey && !'[]'.includes(event.key);
      if (event.ctrlKey || event.metaKey || isModified || takesKeys(event.target)) return;
      if (!panByKey(canvas, event) && !runByKey(actions, event)) return;
      event.preventDefault();
    },
    { signal },
  );
}

function panByKey(canvas: Canvas, { key, shiftKey, target }: KeyboardEvent): boolean {
  const [x, y] = arrows[key] ?? [];
  // Elsewhere arrows scroll, such as the details in a low panel.
  if (x === undefined || y === undefined || (target !== canvas.root && target !== document.body)) return false;
  const { clientWidth, clientHeight } = canvas.root;
  canvas.panBy({ x: x * (shiftKey ? clientWidth * 0.8 : step), y: y * (shiftKey ? clientHeight * 0.8 : step) });
  return true;
}

function runByKey(actions: readonly Action[], { key, repeat }: KeyboardEvent): boolean {
  const action = actions.find(({ keys }) => keys.includes(key.toLowerCase()));
  if (!action) return false;
  const isToggle = action.isOn !== undefined || action.id === 'cycle' || action.hasMenu === true;
  if (!(repeat && isToggle) && action.reason?.() === undefined) action.run();
  return true;
}

function takesKeys(target: EventTarget | null): boolean {
  const inside =
    target instanceof Element && target.closest('input, select, textarea, [role="slider"], [role="menu"], dialog');
  return Boolean(inside);
}
