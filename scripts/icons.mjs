/**
 * Draws assets/icon.svg into the icon files of each system: node scripts/icons.mjs (once, after the drawing changed).
 * Chromium rasterises; ICO and ICNS are plain containers of PNG pictures and are written here.
 */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { entry } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { sandboxArguments } from './lib/display.mjs';
import { findProgram } from './lib/run.mjs';

/** Apple's names for PNG pictures of each size (icns types with 8 and up hold PNG). */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];

/** An ICO container: directory of 16 bytes a picture, then the pictures. @param {{size: number, png: Buffer}[]} pictures */
export function icoOf(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size === 256 ? 0 : size, at);
    head.writeUInt8(size === 256 ? 0 : size, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** An ICNS container: type and length before each picture. @param {{type: string, png: Buffer}[]} pictures */
export function icnsOf(pictures) {
  const parts = pictures.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

async function draw() {
  const assets = path.join(root, 'assets');
  const svg = fs.readFileSync(path.join(assets, 'icon.svg'), 'utf8');
  const browser = await chromium.launch({
    executablePath: findProgram('chromium'),
    args: sandboxArguments(),
  });
  const pngs = new Map();
  try {
    const page = await browser.newPage();
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    for (const size of new Set([...icoSizes, ...icnsTypes.map(([, each]) => each), 512])) {
      await page.setViewportSize({ width: size, height: size });
      pngs.set(size, await page.screenshot({ omitBackground: true }));
    }
  } finally {
    await browser.close();
  }
  fs.writeFileSync(path.join(assets, 'icon.png'), pngs.get(1024));
  fs.writeFileSync(
    path.join(assets, 'icon.ico'),
    icoOf(icoSizes.map((size) => ({ size, png: pngs.get(size) }))),
  );
  fs.writeFileSync(
    path.join(assets, 'icon.icns'),
    icnsOf(icnsTypes.map(([type, size]) => ({ type, png: pngs.get(size) }))),
  );
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) entry(draw);
