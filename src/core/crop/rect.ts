/**
 * A rectangle in fractions 0…1 of an image's width and height, origin top left
 * (status-api, rule 4), or in pixels where a name says so.
 */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
