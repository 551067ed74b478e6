// @ts-check
// The extension's icon: a wide picture, dimmed but for the crop, and the crop's frame.
import { blur, linear, radial, svg } from './pen.mjs';

const landscape = `<rect x="24" y="58" width="208" height="140" fill="url(#sky)"/><circle cx="150" cy="104" r="44" fill="url(#sun)"/><circle cx="150" cy="104" r="17" fill="#fff6d8"/>
  <path d="M24 152 L68 100 L98 136 L126 96 L190 170 H24 Z" fill="#5a64b8"/><path d="M126 96 L190 170 H118 Z" fill="#464d9c"/><path d="M126 96 L111 117 L121 114 L129 121 L137 113 L143 116 Z" fill="#fff"/>
  <path d="M24 160 C70 140 110 166 150 158 C190 150 210 140 232 150 V198 H24 Z" fill="#2fa08b"/><path d="M24 182 C80 164 140 190 232 170 V198 H24 Z" fill="#1c7a70"/>`;

const corner = (/** @type {string} */ move) =>
  `<path d="${move}" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/>`;

export const icon = {
  size: 256,
  draw() {
    const defs = [
      linear('tile', ['#2a3170', '#151a44'], [0, 0, 1, 1]),
      linear('sky', ['#4d7fe0', '#f6a87f@0.75', '#ffd9a0']),
      radial('sun', ['#fff3c4/0.9', '#fff3c4/0']),
      blur('soft', 5),
      '<clipPath id="picture"><rect x="24" y="58" width="208" height="140" rx="14"/></clipPath>',
    ].join('');
    const frame = ['M88 96 V74 H110', 'M180 74 H202 V96', 'M202 160 V182 H180', 'M110 182 H88 V160']
      .map(corner)
      .join('');
    const body = `<rect x="4" y="4" width="248" height="248" rx="54" fill="url(#tile)"/>
      <rect x="24" y="66" width="208" height="140" rx="14" fill="#05081f" opacity=".6" filter="url(#soft)"/>
      <g clip-path="url(#picture)">${landscape}<path fill-rule="evenodd" d="M24 58 H232 V198 H24 Z M88 74 H202 V182 H88 Z" fill="#0b0f33" opacity=".58"/></g>
      <rect x="88" y="74" width="114" height="108" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="2"/>${frame}
      <path d="M126 75 V181 M164 75 V181 M89 110 H201 M89 146 H201" stroke="#fff" stroke-opacity=".3" stroke-width="1.5"/>`;
    return svg(256, 256, { defs, body });
  },
};
