/** All charts of a figure on one sheet, an SVG that needs no style sheet. */

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** What makes up the look of an SVG element; everything else has no effect on ours. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
];
const MARGIN = 24;
const TITLE = { size: 20, height: 28 };
const HEADING = 30;
const LEGEND = { size: 12.5, height: 19, swatch: 13 };
const NOTE = { size: 12, height: 17 };
/** About how wide a letter is, as a share of its size, in whatever face the reader has. */
const LETTER = 0.56;

export interface Sheet {
  svg: SVGSVGElement;
  width: number;
  height: number;
}

/** @param figure holds the charts: each an `svg[data-chart]` in an element whose `data-panel` is its heading */
export function chartSheet(figure: HTMLElement, { title, notes }: { title: string; notes: string[] }): Sheet {
  const charts = [...figure.querySelectorAll<HTMLElement>('[data-panel]')].flatMap((panel) => {
    const svg = panel.querySelector<SVGSVGElement>('svg[data-chart]');
    return svg ? [{ svg, heading: panel.dataset['panel'] ?? '' }] : [];
  });
  const legend = [...figure.querySelectorAll<HTMLElement>('.legend li')].map((item) => ({
    swatch: item.querySelector('svg'),
    words: (item.textContent ?? '').trim(),
  }));
  const inner = Math.max(320, ...charts.map(({ svg }) => svg.viewBox.baseVal.width));
  const page = new Page(inner, getComputedStyle(figure));

  for (const line of wrap(title, inner, TITLE.size)) page.write(line, TITLE.height, TITLE.size, 650);
  page.skip(8);
  for (const { swatch, words } of legend) {
    const width = swatch ? (LEGEND.swatch * swatch.viewBox.baseVal.width) / swatch.viewBox.baseVal.height : 0;
    if (swatch) page.draw(swatch, { x: 0, y: 5, width, height: LEGEND.swatch });
    page.write(words, LEGEND.height, LEGEND.size, 400, swatch ? width + 8 : 0);
  }
  for (const { svg, heading } of charts) {
    page.skip(10);
    for (const line of wrap(heading, inner, 14)) page.write(line, HEADING - 8, 14, 650);
    const { width, height } = svg.viewBox.baseVal;
    page.draw(svg, { x: 0, y: 8, width, height });
    page.skip(height + 12);
  }
  page.skip(8);
  for (const line of wrap(notes.join(' '), inner, NOTE.size)) page.write(line, NOTE.height, NOTE.size, 400);
  return page.finish();
}

export function serialize({ svg }: Sheet): string {
  return new XMLSerializer().serializeToString(svg);
}

/** Fills a sheet from top to bottom. */
class Page {
  private readonly svg = document.createElementNS(NAMESPACE, 'svg');
  private y = MARGIN;

  constructor(
    private readonly inner: number,
    /** Of what the charts stand on: its colours and faces. */
    private readonly look: CSSStyleDeclaration,
  ) {}

  skip(height: number): void {
    this.y += height;
  }

  /** A line of so much height. */
  write(content: string, height: number, size: number, weight: number, x = 0): void {
    if (content === '') return;
    this.y += height;
    const text = document.createElementNS(NAMESPACE, 'text');
    text.textContent = content;
    setAttributes(text, {
      x: MARGIN + x,
      y: this.y - 4,
      fill: this.look.color,
      'font-family': this.look.getPropertyValue('--font-ui'),
      'font-size': size,
      'font-weight': weight,
    });
    this.svg.append(text);
  }

  /** A copy of a drawing, relative to where the sheet is filled to; takes no room. */
  draw(
    svg: SVGSVGElement,
    { x, y, width, height }: { x: number; y: number; width: number; height: number },
  ): void {
    const copy = copyWithLook(svg);
    setAttributes(copy, { x: MARGIN + x, y: this.y + y, width, height, overflow: 'visible' });
    this.svg.append(copy);
  }

  finish(): Sheet {
    const width = this.inner + 2 * MARGIN;
    const height = this.y + MARGIN;
    const paper = document.createElementNS(NAMESPACE, 'rect');
    setAttributes(paper, { width, height, fill: this.look.backgroundColor });
    this.svg.prepend(paper);
    setAttributes(this.svg, { viewBox: `0 0 ${width} ${height}`, width, height });
    return { svg: this.svg, width, height };
  }
}

/** Lines that fit into a width. */
function wrap(text: string, width: number, size: number): string[] {
  const letters = width / (size * LETTER);
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (longer.length <= letters) lines[lines.length - 1] = longer;
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
    for (const attribute of ['class', 'data-tip', 'data-mark', 'data-value'])
      element.removeAttribute(attribute);
  });
  return copy;
}

function setAttributes(element: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
