// @ts-check
import { scene as badge } from './badge.mjs';
import { scene as bottle } from './bottle.mjs';
import { scene as carCoast } from './carCoast.mjs';
import { scene as carStudio } from './carStudio.mjs';
import { scene as mountains } from './mountains.mjs';
import { scene as plate } from './plate.mjs';
import { scene as portrait } from './portrait.mjs';
import { scene as skyline } from './skyline.mjs';
import { scene as sneaker } from './sneaker.mjs';

/**
 * @typedef {object} Scene
 * @property {string} name the file's name without its ending
 * @property {number} width px
 * @property {number} height px
 * @property {string} format `png`, `jpg` or `webp`
 * @property {number} quality 1…100, for the encoder
 * @property {string[]} labels whose jobs show it
 * @property {{ name: string, x: number, y: number, width: number, height: number }[]} crops px, the subject first
 * @property {() => string} draw SVG
 */

/** @type {readonly Scene[]} */
export const scenes = [carCoast, carStudio, sneaker, bottle, mountains, skyline, portrait, badge, plate];
