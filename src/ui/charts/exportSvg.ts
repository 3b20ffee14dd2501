/** Saves the charts of a figure as one SVG file that looks the same anywhere. */
import { download } from '../download.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** What makes up the look of an SVG element; everything else has no effect on ours. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
];
const MARGIN = 24;
const HEADING = 30;
const SWATCH = 13;
const NOTE_SIZE = 11;
/** About how wide a character of a note is, in whatever face the reader has. */
const NOTE_CHARACTER = 6.6;

export interface ExportedChart {
  svg: SVGSVGElement;
  heading: string;
}

export interface ExportedSheet {
  title: string;
  /** What the marks mean: each a small picture and its words. */
  legend: { swatch: SVGSVGElement; words: string }[];
  charts: ExportedChart[];
  /** Lines below the charts: where they come from, how to read them. */
  notes: string[];
}

/** Saves the charts one below the other, each with its heading. */
export function saveCharts({ title, legend, charts, notes }: ExportedSheet, filename: string): void {
  const sheet = document.createElementNS(NAMESPACE, 'svg');
  const look = getComputedStyle(document.body);
  const write = (content: string, x: number, y: number, size: number, weight: number): void => {
    const text = document.createElementNS(NAMESPACE, 'text');
    text.textContent = content;
    const font = {
      'font-family': look.getPropertyValue('--font-ui'),
      'font-size': size,
      'font-weight': weight,
    };
    setAttributes(text, { x, y, fill: look.color, ...font });
    sheet.append(text);
  };
  const draw = (svg: SVGSVGElement, x: number, y: number, width: number, height: number): void => {
    const copy = copyWithLook(svg);
    setAttributes(copy, { x, y, width, height, overflow: 'visible' });
    sheet.append(copy);
  };

  let y = MARGIN + 16;
  write(title, MARGIN, y, 18, 650);
  y += HEADING - 8;
  for (const { swatch, words } of legend) {
    const { width, height } = swatch.viewBox.baseVal;
    const swatchWidth = (SWATCH * width) / height;
    draw(swatch, MARGIN, y - SWATCH + 2, swatchWidth, SWATCH);
    write(words, MARGIN + swatchWidth + 8, y, 12, 400);
    y += 18;
  }
  let widest = 0;
  for (const { svg, heading } of charts) {
    const { width, height } = svg.viewBox.baseVal;
    write(heading, MARGIN, y + HEADING - 8, 14, 650);
    draw(svg, MARGIN, y + HEADING + 4, width, height);
    y += HEADING + 4 + height;
    widest = Math.max(widest, width);
  }
  y += 10;
  for (const line of notes.flatMap((note) => wrap(note, widest / NOTE_CHARACTER))) {
    y += 16;
    write(line, MARGIN, y, NOTE_SIZE, 400);
  }

  const [width, height] = [widest + 2 * MARGIN, y + MARGIN];
  const paper = document.createElementNS(NAMESPACE, 'rect');
  setAttributes(paper, { width, height, fill: look.backgroundColor });
  sheet.prepend(paper);
  setAttributes(sheet, { viewBox: `0 0 ${width} ${height}`, width, height });
  download(new XMLSerializer().serializeToString(sheet), 'image/svg+xml', filename);
}

/** Lines of at most so many characters. */
function wrap(text: string, characters: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (longer.length <= characters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A copy whose look is written on every element, since the page's style sheets stay behind. */
function copyWithLook(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, index) => {
    const look = getComputedStyle(original);
    const element = copies[index]!;
    for (const property of PROPERTIES) {
      const value = look.getPropertyValue(property);
      if (value) element.setAttribute(property, value);
    }
    element.removeAttribute('class');
  });
  return copy;
}

function setAttributes(element: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
