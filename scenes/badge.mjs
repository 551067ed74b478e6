// @ts-check
import { linear, repeat, svg } from './pen.mjs';

const width = 900;
const height = 900;

function defs() {
  return [
    linear('fur', ['#ff9a3c', '#ec6a1e']),
    linear('shade', ['#d4571a', '#a83c12']),
    linear('cheek', ['#fffaf2', '#ecdcc8']),
    linear('ring', ['#2b5e8c', '#143657']),
    linear('ribbon', ['#e5484f', '#a82434']),
  ].join('');
}

const fox = `<path d="M262 250 L300 470 L410 360 Z" fill="url(#fur)"/><path d="M638 250 L600 470 L490 360 Z" fill="url(#fur)"/>
  <path d="M284 300 L312 430 L372 368 Z" fill="#5a2410"/><path d="M616 300 L588 430 L528 368 Z" fill="#5a2410"/>
  <path d="M290 420 C330 340 400 330 450 330 C500 330 570 340 610 420 C640 500 610 560 560 600 L450 690 L340 600 C290 560 260 500 290 420 Z" fill="url(#fur)"/>
  <path d="M450 330 C500 330 570 340 610 420 C640 500 610 560 560 600 L450 690 Z" fill="url(#shade)" opacity=".35"/>
  <path d="M278 470 C340 470 410 500 450 600 C490 500 560 470 622 470 C626 530 600 568 560 600 L450 690 L340 600 C300 568 274 530 278 470 Z" fill="url(#cheek)"/>
  <path d="M416 640 C430 624 470 624 484 640 L450 690 Z" fill="#2a1712"/><path d="M430 640 q20 -10 34 0" stroke="#fff" stroke-opacity=".6" stroke-width="5" fill="none" stroke-linecap="round"/>
  <ellipse cx="372" cy="480" rx="20" ry="26" fill="#2a1712"/><ellipse cx="528" cy="480" rx="20" ry="26" fill="#2a1712"/><circle cx="379" cy="470" r="7" fill="#fff"/><circle cx="535" cy="470" r="7" fill="#fff"/>`;

const star = 'M0 -26 L7.5 -8 L26 -8 L11 4 L17 22 L0 11 L-17 22 L-11 4 L-26 -8 L-7.5 -8 Z';

function draw() {
  const tooth = (/** @type {number} */ i) =>
    `<circle cx="450" cy="104" r="30" transform="rotate(${i * 10} 450 460)" fill="#f2b63d"/>`;
  const stars = repeat(
    5,
    (i) => `<path transform="rotate(${-60 + i * 30} 450 460) translate(450 158)" d="${star}" fill="#ffe08a"/>`,
  );
  const body = `<path d="M96 640 L210 610 L240 760 L120 800 L150 718 Z" fill="url(#ribbon)"/><path d="M804 640 L690 610 L660 760 L780 800 L750 718 Z" fill="url(#ribbon)"/>
    ${repeat(36, tooth)}<circle cx="450" cy="460" r="360" fill="#f2b63d"/><circle cx="450" cy="460" r="340" fill="url(#ring)"/>
    <circle cx="450" cy="460" r="252" fill="#cfe8f2"/><path d="M206 520 C300 470 380 560 470 510 C560 470 640 520 696 500 A252 252 0 0 1 206 520 Z" fill="#8fc7a8"/>
    <circle cx="450" cy="460" r="252" fill="none" stroke="#ffe08a" stroke-width="8"/>${stars}${fox}
    <path d="M170 690 C320 770 580 770 730 690 L752 790 C590 870 310 870 148 790 Z" fill="url(#ribbon)"/><path d="M178 708 C322 784 578 784 722 708" fill="none" stroke="#ffc9c0" stroke-width="5" stroke-dasharray="12 9"/>
    <path transform="translate(450 806) scale(1.2)" d="${star}" fill="#fff3cf"/><path transform="translate(340 800) scale(.8)" d="${star}" fill="#fff3cf"/><path transform="translate(560 800) scale(.8)" d="${star}" fill="#fff3cf"/>`;
  return svg(width, height, { defs: defs(), body });
}

export const scene = {
  name: 'fox-badge',
  width,
  height,
  format: 'png',
  quality: 90,
  labels: ['marketplace-tiles', 'honda-lot-x'],
  crops: [
    { name: 'fox', x: 210, y: 220, width: 480, height: 480 },
    { name: 'banner', x: 50, y: 330, width: 800, height: 450 },
    { name: 'edge: ribbon', x: 0, y: 580, width: 300, height: 320 },
    { name: 'tiny: star', x: 420, y: 124, width: 60, height: 60 },
  ],
  draw,
};
