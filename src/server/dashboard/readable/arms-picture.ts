/** Who gets what, drawn: participants, how they are allocated, and each arm with its interventions. */
import { html, type Html } from '../../../shared/html.ts';

export interface Pictured {
  readonly participants: string;
  /** `Randomized`; empty where the record does not say. */
  readonly allocation: string;
  readonly arms: readonly PicturedArm[];
}

export interface PicturedArm {
  readonly label: string;
  readonly type: string;
  readonly interventions: readonly string[];
}

const WIDTH = 760;
const ARM_X = 300;
const LINE = 19;
const GAP = 14;
/** Characters that fit; a letter of the 14 pixel type is 8 wide on average, of bold type 8.5. */
const ARM_CHARS = 50;
const BOX_CHARS = 14;
/** Of more arms than this a picture shows nothing any more. */
const MOST_ARMS = 12;

export function armsPicture({ participants, allocation, arms }: Pictured): Html {
  if (arms.length === 0 || arms.length > MOST_ARMS) return html``;
  const boxes: Box[] = [];
  let y = GAP;
  for (const arm of arms) {
    const box = boxOf(arm, y);
    boxes.push(box);
    y += box.height + GAP;
  }
  const middle = y / 2;
  const hasNode = allocation !== '' && arms.length > 1;
  const split = hasNode ? 270 : 200;
  const words = `${participants}${hasNode ? `, ${allocation.toLowerCase()},` : ''} in ${arms.length} ${arms.length === 1 ? 'arm' : 'arms'}: ${arms.map(({ label, interventions }) => `${label} (${interventions.join(', ')})`).join('; ')}`;
  return html`<div class="scroll picture" tabindex="0" role="group" aria-label="Arms">
    <svg
      viewBox="0 0 ${WIDTH} ${Math.max(y, 90)}"
      width="${WIDTH}"
      role="img"
      aria-label="${words}"
    >
      ${textBox(participants, middle)}
      ${hasNode ? node(allocation, middle) : html`<path class="line" d="M130 ${middle}H200" />`}
      ${boxes.map((box) => armBox(box, split, middle))}
    </svg>
  </div>`;
}

interface Box {
  readonly y: number;
  readonly height: number;
  readonly head: readonly string[];
  readonly type: string;
  readonly pills: readonly string[];
}

function boxOf({ label, type, interventions }: PicturedArm, y: number): Box {
  const head = wrapped(label, ARM_CHARS - 4);
  const pills = interventions.map((name) => shortened(name, ARM_CHARS));
  const height = 16 + head.length * LINE + (type === '' ? 0 : LINE) + pills.length * (LINE + 5);
  return { y, height, head, type, pills };
}

function armBox({ y, height, head, type, pills }: Box, split: number, middle: number): Html {
  const center = y + height / 2;
  const top = y + 22;
  const below = top + head.length * LINE;
  const first = below + (type === '' ? -14 : 5);
  return html`<path class="line" d="M${split} ${middle}V${center}H${ARM_X}" />
    <rect
      class="box"
      x="${ARM_X}"
      y="${y}"
      width="${WIDTH - ARM_X - 2}"
      height="${height}"
      rx="8"
    />
    ${head.map((line, index) => html`<text class="strong" x="${ARM_X + 14}" y="${top + index * LINE}">${line}</text>`)}
    ${type === '' ? '' : html`<text class="soft" x="${ARM_X + 14}" y="${below - 1}">${type}</text>`}
    ${pills.map((pill, index) => {
      const at = first + index * (LINE + 5);
      return html`<rect
          class="pill"
          x="${ARM_X + 12}"
          y="${at}"
          width="${Math.min(WIDTH - ARM_X - 28, pill.length * 8 + 18)}"
          height="${LINE + 1}"
          rx="10"
        /><text x="${ARM_X + 21}" y="${at + 14}">${pill}</text>`;
    })}`;
}

function textBox(text: string, middle: number): Html {
  const lines = wrapped(text, BOX_CHARS).slice(0, 3);
  const height = lines.length * LINE + 18;
  return html`<rect
      class="box"
      x="2"
      y="${middle - height / 2}"
      width="128"
      height="${height}"
      rx="8"
    />
    ${lines.map((line, index) => html`<text class="strong" text-anchor="middle" x="66" y="${middle - height / 2 + 23 + index * LINE}">${line}</text>`)}`;
}

function node(text: string, middle: number): Html {
  return html`<path class="line" d="M130 ${middle}H270" />
    <rect class="node" x="146" y="${middle - 15}" width="112" height="30" rx="15" />
    <text text-anchor="middle" x="202" y="${middle + 5}">${shortened(text, 15)}</text>`;
}

function wrapped(text: string, length: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(shortened(word, length));
  }
  return lines.length > 4 ? [...lines.slice(0, 3), '…'] : lines;
}

const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
