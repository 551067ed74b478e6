import { PNG } from 'pngjs';
import type { Box, Shots } from '../../page/pixels';
import type { Crop } from './sampleWorld';
import type { Workbench } from './workbench';

/** The window with and without what is drawn over the picture, and where the crop should lie, not rounded to the screen. */
export interface ViewerShots extends Shots {
  /** Device px of the window. */
  readonly crop: Box;
}

/** VS Code rounds the corners of its editors: so much of the picture area is not ours to judge, in px. */
const cornerRadius = 10;

/** Takes both pictures of the result that the viewer shows; the crop's place is worked out from the fractions alone. */
export async function viewerShots(workbench: Workbench, crop: Crop): Promise<ViewerShots> {
  const frame = workbench.webview();
  const image = frame.locator('.canvas img');
  await image.waitFor();
  const natural = await image.evaluate((img: HTMLImageElement) => ({
    width: img.naturalWidth,
    height: img.naturalHeight,
  }));
  const area = await frame.locator('.canvas').boundingBox();
  const shown = await image.boundingBox();
  if (!area || !shown) throw new Error('the viewer shows no picture');
  const shot = async (): Promise<PNG> => PNG.sync.read(await workbench.page.screenshot({ animations: 'disabled' }));
  const drawn = await shot();
  const overlay = frame.locator('svg.overlay');
  await overlay.evaluate((svg: SVGElement) => (svg.style.visibility = 'hidden'));
  const bare = await shot();
  await overlay.evaluate((svg: SVGElement) => (svg.style.visibility = ''));
  const onScreen = (fraction: number, pixels: number, length: number): number =>
    (Math.round(fraction * pixels) / pixels) * length;
  const { x: left, y: top } = shown;
  return {
    drawn,
    bare,
    area: inset(area, cornerRadius),
    crop: {
      left: left + onScreen(crop.x, natural.width, shown.width),
      top: top + onScreen(crop.y, natural.height, shown.height),
      right: left + onScreen(crop.x + crop.width, natural.width, shown.width),
      bottom: top + onScreen(crop.y + crop.height, natural.height, shown.height),
    },
  };
}

function inset(area: { x: number; y: number; width: number; height: number }, by: number): Box {
  const { x, y, width, height } = area;
  return { left: x + by, top: y + by, right: x + width - by, bottom: y + height - by };
}
