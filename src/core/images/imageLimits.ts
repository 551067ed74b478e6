/** What one image request may cost (status-api, "Limits"; viewer, point 20). */
export const imageLimits = {
  /** From the first hop to the last byte, in ms. */
  totalMs: 60_000,
  maxBytes: 50 * 1024 * 1024,
  /** Where even "Load Anyway" ends: a page that is given more is likely to die of it. */
  maxBytesAnyway: 512 * 1024 * 1024,
  maxPixels: 100_000_000,
  /** What the page holds of decoded pictures, four bytes a pixel (viewer, point 21): one that takes more cannot be shown. */
  maxDecodedBytes: 512 * 1024 * 1024,
  /** Redirects followed by hand. */
  maxHops: 3,
} as const;
