/** Files made of figures: the numbers as CSV, the charts as one picture that looks the same anywhere. */
import type { Place } from '../../notebook/figures/estimates.ts';
import type { Drawing } from '../../notebook/figures/figure.ts';
import { download } from '../download.ts';
import { chartSheet, serialize, type Sheet } from './sheet.ts';
import { curveRecords, estimateRecords, toCsv } from './tables.ts';

/** Dots of a PNG for each unit: sharp on a projector and in print. */
const SCALE = 2;

export function saveCsv(drawing: Drawing, title: string, correctionsIn: (place: Place) => number): void {
  const records =
    drawing.kind === 'curves'
      ? curveRecords(drawing.points)
      : estimateRecords(drawing.estimates, correctionsIn);
  download(toCsv(records), 'text/csv;charset=utf-8', `${filename(title)}.csv`);
}

/** @throws Error where the browser does not draw the picture */
export async function savePicture(
  format: 'svg' | 'png',
  figure: HTMLElement,
  { title, notes }: { title: string; notes: string[] },
): Promise<void> {
  const sheet = chartSheet(figure, { title, notes });
  const name = `${filename(title)}.${format}`;
  if (format === 'svg') download(serialize(sheet), 'image/svg+xml', name);
  else download(await toPng(sheet), 'image/png', name);
}

/** Words of the title, as a name that every file system takes. */
function filename(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 60).replace(/-$/, '') || 'figure';
}

async function toPng(sheet: Sheet): Promise<Blob> {
  const image = new Image();
  // The page's security policy allows pictures from `data:`, not from `blob:`.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serialize(sheet))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(sheet.width * SCALE);
  canvas.height = Math.ceil(sheet.height * SCALE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('no picture');
  return blob;
}
