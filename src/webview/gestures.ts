import type { Canvas } from './canvas';
import type { Point } from './viewport';

/** A mouse's notch is about 100 px; trackpads send many small steps. The zoom follows the amount, not the number, of events. */
const wheelSpeed = 0.002;

/** A pinch on a trackpad comes as a wheel with Ctrl, in smaller steps. */
const pinchSpeed = 0.01;

/** Lines and pages of a wheel that does not count px, in px. */
const deltaUnits: readonly number[] = [1, 16, 400];

/**
 * Lets wheel, drag, pinch and double click move the picture (viewer, point 10).
 *
 * @param root where they are made: on the canvas, or on what shows the same place beside it
 */
export function registerGestures(canvas: Canvas, root: HTMLElement, signal: AbortSignal): void {
  const listening = { signal };
  root.addEventListener('wheel', (event) => onWheel(canvas, root, event), { signal, passive: false });
  root.addEventListener('dblclick', (event) => canvas.toggleFit(placeIn(root, event)), listening);
  const fingers = new Map<number, Point>();
  root.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      root.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, placeIn(root, event));
      root.classList.add('dragging');
    },
    listening,
  );
  root.addEventListener('pointermove', (event) => onMove(canvas, fingers, { event, root }), listening);
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    root.addEventListener(
      end,
      (event) => {
        fingers.delete(event.pointerId);
        root.classList.toggle('dragging', fingers.size > 0);
      },
      listening,
    );
}

function onWheel(canvas: Canvas, root: HTMLElement, event: WheelEvent): void {
  event.preventDefault();
  const pixels = event.deltaY * (deltaUnits[event.deltaMode] ?? 1);
  const limited = Math.min(300, Math.max(-300, pixels));
  canvas.zoomBy(Math.exp(-limited * (event.ctrlKey ? pinchSpeed : wheelSpeed)), placeIn(root, event));
}

interface Move {
  readonly event: PointerEvent;
  readonly root: HTMLElement;
}

/** One finger drags; two also zoom, around the middle between them. */
function onMove(canvas: Canvas, fingers: Map<number, Point>, { event, root }: Move): void {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const now = placeIn(root, event);
  const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
  fingers.set(event.pointerId, now);
  const share = other ? 0.5 : 1;
  canvas.panBy({ x: (now.x - before.x) * share, y: (now.y - before.y) * share });
  if (!other) return;
  const factor = distance(now, other) / Math.max(1, distance(before, other));
  canvas.zoomBy(factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
}

function placeIn(root: HTMLElement, { clientX, clientY }: MouseEvent): Point {
  const { left, top } = root.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function distance(a: Point, b: Point): number {
  return Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
}
