// @ts-check
// Two cars seen from the side, front to the right, each in a box of 1,000 × 320 with the wheels on its lower edge.
import { linear, radial, blur, repeat } from './pen.mjs';

/** @param {{ light: string, body: string, dark: string }} paint */
export function carDefs({ light, body, dark }) {
  return [
    linear('paint', [`${light}@0`, `${body}@0.38`, `${body}@0.6`, `${dark}@1`]),
    linear('glass', ['#2b3a4a', '#0f1822'], [0, 0, 0.3, 1]),
    linear('sheen', ['#ffffff/0.55', '#ffffff/0'], [0, 0, 0.2, 1]),
    linear('chrome', ['#f4f6f8', '#9aa3ad', '#e5e9ee']),
    radial('tyre', ['#3b3e44@0.6', '#1b1d21@0.9', '#101114@1']),
    radial('rim', ['#f7f8fa', '#b9c0c8@0.7', '#878f99@1'], [0.4, 0.35, 0.75]),
    linear('lamp', ['#ffffff', '#cfe6ff'], [0, 0, 1, 0]),
    linear('tail', ['#ff5a4a', '#9e0f12'], [0, 0, 1, 0]),
    blur('soft6', 6),
    blur('soft14', 14),
  ].join('');
}

/** @param {number} cx */
function wheel(cx) {
  const spoke = (/** @type {number} */ index) =>
    `<path d="M-7 -6 L-4 -44 L4 -44 L7 -6 Z" fill="url(#rim)" transform="rotate(${index * 36})"/>`;
  return `<g transform="translate(${cx} 250)">
    <circle r="69" fill="url(#tyre)"/><circle r="50" fill="#23262b"/><circle r="30" fill="#4b4f57"/>
    <circle r="47" fill="none" stroke="url(#rim)" stroke-width="6"/>${repeat(10, spoke)}
    <circle r="11" fill="url(#rim)"/><circle r="5" fill="#5f666f"/>
    <path d="M-58 -22 A62 62 0 0 1 -10 -61" fill="none" stroke="#fff" stroke-opacity=".18" stroke-width="5"/></g>`;
}

const arches = 'L863 268 A80 80 0 1 0 707 268 L293 268 A80 80 0 1 0 137 268';

/** @param {string} outline @param {string} under what is seen under the body: sills and wheel wells */
const shell = (outline, under) => `
  <ellipse cx="500" cy="316" rx="480" ry="16" fill="#000" opacity=".55" filter="url(#soft14)"/>
  <path d="M160 200 H840 V270 H160 Z" fill="#0c0d10"/><path d="M133 250 A82 82 0 0 1 297 250 V266 H133 Z M703 250 A82 82 0 0 1 867 250 V266 H703 Z" fill="#0c0d10"/>${under}
  <path d="${outline}" fill="url(#paint)"/>`;

export function coupe() {
  const outline = `M58 250 C50 218 52 192 62 172 C72 156 96 149 124 146 L204 138 C272 88 338 58 436 55
    C524 52 588 74 664 130 C764 138 872 152 928 180 C952 192 962 218 958 246 C957 262 946 268 930 268 ${arches} L78 268 C66 268 60 262 58 250 Z`;
  return `${shell(outline, '')}
  <path d="M250 134 C300 94 350 74 436 70 C514 67 566 84 628 132 L440 138 Z" fill="url(#glass)"/>
  <path d="M450 71 L500 72 L430 137 L372 137 Z M520 75 L536 78 L482 136 L462 137 Z" fill="#fff" opacity=".16"/>
  <path d="M418 70 L432 70 L446 138 L430 138 Z" fill="#10151b"/>
  <path d="M62 172 C180 152 400 158 640 156 C780 156 880 166 930 182 L934 190 C860 176 760 168 640 168 C400 168 180 166 60 186 Z" fill="url(#sheen)"/>
  <path d="M206 137 C274 88 340 60 436 57 C522 54 584 76 660 130" fill="none" stroke="#fff" stroke-opacity=".45" stroke-width="3"/>
  <path d="M424 146 C420 190 424 232 436 262 M664 140 C676 190 668 240 640 262" fill="none" stroke="#000" stroke-opacity=".35" stroke-width="3"/>
  <path d="M300 232 C420 214 560 214 690 228" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="7"/>
  <path d="M300 238 C420 221 560 221 690 234" fill="none" stroke="#fff" stroke-opacity=".25" stroke-width="3"/>
  <rect x="450" y="172" width="48" height="9" rx="4.5" fill="url(#chrome)"/>
  <path d="M628 128 C640 112 668 112 672 126 L668 138 L634 138 Z" fill="url(#paint)" stroke="#000" stroke-opacity=".3" stroke-width="2"/>
  <path d="M868 172 C902 176 932 186 944 204 C920 206 890 198 868 172 Z" fill="url(#lamp)" stroke="#16222e" stroke-width="3"/>
  <path d="M904 232 L956 226 L954 250 L914 252 Z" fill="#14171b"/>
  <path d="M60 178 L112 172 C110 190 92 200 57 200 Z" fill="url(#tail)"/>
  <path d="M110 144 C130 128 168 124 206 128 L204 138 L124 146 Z" fill="url(#paint)" stroke="#000" stroke-opacity=".25" stroke-width="2"/>
  <path d="M294 262 H706 L702 276 H298 Z" fill="#15181c"/>${wheel(215)}${wheel(785)}`;
}

export function suv() {
  const outline = `M52 246 C46 200 50 160 60 126 C66 96 92 44 132 30 C220 14 420 10 520 22 C590 32 640 72 690 118
    C780 124 880 134 926 156 C950 168 962 206 958 244 C956 260 946 266 930 268 ${arches} L78 268 C60 268 54 260 52 246 Z`;
  return `${shell(outline, '')}
  <path d="M96 112 C102 80 118 54 142 46 C240 32 420 28 514 38 C566 46 608 74 650 116 Z" fill="url(#glass)"/>
  <path d="M300 35 L360 33 L320 114 L250 114 Z M470 36 L496 37 L456 115 L430 115 Z" fill="#fff" opacity=".15"/>
  <path d="M246 36 L262 35 L266 116 L248 116 Z M430 34 L446 34 L466 116 L448 116 Z" fill="#0d1116"/>
  <path d="M150 20 C260 6 420 6 512 20" fill="none" stroke="url(#chrome)" stroke-width="7" stroke-linecap="round"/>
  <path d="M62 128 H690 C790 134 880 144 926 158 L936 172 C860 156 770 148 690 146 H58 Z" fill="url(#sheen)"/>
  <path d="M96 114 H652" stroke="url(#chrome)" stroke-width="5"/>
  <path d="M262 118 V240 M456 118 C452 180 456 230 466 262 M676 124 C690 180 680 236 652 262" fill="none" stroke="#000" stroke-opacity=".35" stroke-width="3"/>
  <path d="M300 222 C420 206 570 206 694 216" fill="none" stroke="#000" stroke-opacity=".22" stroke-width="7"/>
  <rect x="292" y="152" width="52" height="10" rx="5" fill="url(#chrome)"/><rect x="486" y="152" width="52" height="10" rx="5" fill="url(#chrome)"/>
  <path d="M636 110 C648 92 682 94 686 110 L682 122 L642 122 Z" fill="url(#paint)" stroke="#000" stroke-opacity=".3" stroke-width="2"/>
  <path d="M862 146 C904 150 934 160 946 184 C918 188 886 178 862 146 Z" fill="url(#lamp)" stroke="#16222e" stroke-width="3"/>
  <path d="M900 222 L958 216 L956 248 L910 250 Z" fill="#14171b"/>
  <path d="M58 134 L84 128 L80 190 L51 196 Z" fill="url(#tail)"/>
  <path d="M52 236 H130 L137 268 L78 268 C60 268 54 256 52 236 Z M294 258 H706 L702 278 H298 Z M870 250 H958 L944 268 H868 Z" fill="#1b1f24"/>
  ${wheel(215)}${wheel(785)}`;
}
