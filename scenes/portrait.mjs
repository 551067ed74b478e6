// @ts-check
import { blur, linear, radial, repeat, svg } from './pen.mjs';

const width = 1200;
const height = 1500;

function defs() {
  return [
    linear('wall', ['#f6c9a0', '#ee9f7d@0.6', '#d97766@1'], [0, 0, 1, 1]),
    radial('halo', ['#fff0d6', '#ffd9ae/0']),
    linear('skin', ['#f7c7a3', '#eab08a@0.6', '#d8926f@1']),
    linear('neck', ['#c97f5e', '#e3a37f']),
    linear('hair', ['#5b2f2a', '#2d1517'], [0, 0, 1, 1]),
    linear('shine', ['#b4675a/0.75', '#b4675a/0']),
    linear('shirt', ['#2f8f9d', '#17525f']),
    linear('collar', ['#ffffff', '#d8e6ea']),
    linear('hat', ['#f7e2b5', '#d9b06f']),
    linear('leaf', ['#3f9a78', '#145a4b'], [0, 0, 1, 1]),
    radial('cheek', ['#ee7f6b/0.6', '#ee7f6b/0']),
    radial('iris', ['#3d6b4a', '#1d3b28']),
    blur('soft', 26),
    blur('soft8', 8),
  ].join('');
}

function leaves() {
  const frond = (/** @type {number} */ i) =>
    `<path transform="rotate(${-74 + i * 24})" d="M0 0 C-60 -120 -54 -300 0 -430 C54 -300 60 -120 0 0 Z M0 -20 V-400" fill="url(#leaf)" stroke="#0f4a3d" stroke-width="4"/>`;
  return `<g transform="translate(70 1480)">${repeat(5, frond)}</g><g transform="translate(1190 560) rotate(-96) scale(.72)">${repeat(4, frond)}</g>`;
}

const hairBack = `<path d="M360 620 C345 520 380 430 420 430 H804 C846 430 880 520 862 640 C856 800 930 900 900 1050 C880 1130 800 1140 770 1090 H440 C400 1150 300 1120 300 1030 C290 900 372 800 360 620 Z" fill="url(#hair)"/>
  <path d="M340 900 C330 980 350 1050 400 1080 M876 900 C890 980 870 1050 820 1080 M388 780 C370 880 372 960 410 1030" fill="none" stroke="#8a4a42" stroke-opacity=".6" stroke-width="8" stroke-linecap="round"/>`;

const body = `<path d="M160 1500 C170 1260 330 1180 510 1140 L612 1200 L710 1140 C890 1180 1050 1260 1060 1500 Z" fill="url(#shirt)"/>
  <path d="M520 960 V1140 C540 1210 690 1210 708 1140 V960 Z" fill="url(#neck)"/><path d="M520 1000 C560 1080 660 1080 708 1000 V1050 C660 1110 566 1110 520 1050 Z" fill="#a65f44" opacity=".45"/>
  <path d="M508 1120 C470 1140 450 1170 440 1200 L590 1330 L612 1210 Z" fill="url(#collar)"/><path d="M714 1120 C752 1140 772 1170 782 1200 L634 1330 L612 1210 Z" fill="url(#collar)"/>
  <path d="M612 1210 V1500" stroke="#0d3a44" stroke-width="5"/><circle cx="630" cy="1370" r="10" fill="#f4fbfc"/><circle cx="630" cy="1450" r="10" fill="#f4fbfc"/>
  <path d="M300 1300 C320 1380 320 1440 316 1500 M920 1300 C900 1380 902 1440 908 1500" fill="none" stroke="#0d3a44" stroke-opacity=".5" stroke-width="6"/>`;

/** @param {number} x @param {1 | -1} side */
const eye = (
  x,
  side,
) => `<path d="M${x - 52} 694 C${x - 26} 660 ${x + 26} 660 ${x + 52} 694 C${x + 26} 716 ${x - 26} 716 ${x - 52} 694 Z" fill="#fffaf4"/>
  <circle cx="${x}" cy="688" r="24" fill="url(#iris)"/><circle cx="${x}" cy="688" r="11" fill="#0c1510"/><circle cx="${x + 8}" cy="680" r="6" fill="#fff"/>
  <path d="M${x - 56} 694 C${x - 26} 654 ${x + 26} 654 ${x + 56} 692" fill="none" stroke="#2d1517" stroke-width="9" stroke-linecap="round"/>
  <path d="M${x + side * 54} 690 l${side * 18} -14" stroke="#2d1517" stroke-width="7" stroke-linecap="round"/>
  <path d="M${x - 60} 628 C${x - 24} 600 ${x + 24} 600 ${x + 60} 624" fill="none" stroke="#3d1e1c" stroke-width="15" stroke-linecap="round"/>`;

const face = `<ellipse cx="392" cy="720" rx="34" ry="56" fill="#d8926f"/><ellipse cx="832" cy="720" rx="34" ry="56" fill="#d8926f"/>
  <path d="M398 600 C398 440 500 380 612 380 C724 380 826 440 826 600 C830 800 770 1000 612 1030 C454 1000 394 800 398 600 Z" fill="url(#skin)"/>
  <circle cx="478" cy="800" r="80" fill="url(#cheek)"/><circle cx="746" cy="800" r="80" fill="url(#cheek)"/>${eye(512, -1)}${eye(712, 1)}
  <path d="M606 700 C596 760 582 800 590 818 C604 834 626 834 640 818" fill="none" stroke="#b26a4b" stroke-width="8" stroke-linecap="round"/>
  <path d="M532 886 C566 876 590 868 612 878 C634 868 658 876 692 886 C660 940 564 940 532 886 Z" fill="#c8434b"/><path d="M540 887 C580 896 644 896 684 887 C650 908 574 908 540 887 Z" fill="#fff"/>
  ${repeat(6, (i) => `<circle cx="${[456, 484, 500, 726, 748, 770][i]}" cy="${[770, 756, 784, 784, 758, 774][i]}" r="4" fill="#b4704f"/>`)}
  <circle cx="392" cy="800" r="15" fill="#ffd56b"/><circle cx="832" cy="800" r="15" fill="#ffd56b"/>`;

const fringe = `<path d="M392 640 C400 560 470 520 560 480 C620 520 760 520 834 650 C860 500 820 380 612 376 C410 376 360 500 392 640 Z" fill="url(#hair)"/>
  <path d="M420 560 C460 500 520 470 560 462 M600 470 C680 490 760 520 810 580" fill="none" stroke="#8a4a42" stroke-opacity=".7" stroke-width="8" stroke-linecap="round"/>`;

const hat = `<ellipse cx="612" cy="470" rx="420" ry="60" fill="#5c2b1e" opacity=".35" filter="url(#soft8)"/>
  <path d="M400 420 C400 240 480 170 612 170 C744 170 824 240 824 420 Z" fill="url(#hat)"/><path d="M396 376 C520 410 704 410 828 376 L832 436 C704 470 520 470 392 436 Z" fill="#c8434b"/>
  <path d="M180 440 C300 380 340 420 398 424 C520 458 704 458 826 424 C884 420 924 380 1044 440 C1000 510 800 520 612 516 C424 520 224 510 180 440 Z" fill="url(#hat)"/>
  <path d="M220 452 C330 496 460 504 612 502 C764 504 894 496 1004 452" fill="none" stroke="#b98945" stroke-opacity=".7" stroke-width="5" stroke-dasharray="16 9"/>
  <path d="M450 250 C470 214 520 192 570 188" fill="none" stroke="#fff6dc" stroke-width="12" stroke-linecap="round" opacity=".7"/>`;

function draw() {
  const scene = `<rect width="${width}" height="${height}" fill="url(#wall)"/><circle cx="612" cy="640" r="640" fill="url(#halo)"/><circle cx="612" cy="660" r="470" fill="#fbe3c4" opacity=".65"/>
    ${leaves()}${hairBack}${body}${face}${fringe}${hat}`;
  return svg(width, height, { defs: defs(), body: scene });
}

export const scene = {
  name: 'portrait',
  width,
  height,
  format: 'jpg',
  quality: 86,
  labels: ['newsletter-heroes', 'spring-sale-2026'],
  crops: [
    { name: 'head and shoulders', x: 140, y: 120, width: 940, height: 1175 },
    { name: 'banner', x: 0, y: 330, width: 1200, height: 675 },
    { name: 'edge: leaves', x: 0, y: 1000, width: 420, height: 500 },
    { name: 'tiny: eye', x: 632, y: 590, width: 170, height: 140 },
  ],
  draw,
};
