/** Offers a text or bytes as a file to save. */
export function download(content: string | Blob, type: string, filename: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  // Browsers read the address after this call returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
