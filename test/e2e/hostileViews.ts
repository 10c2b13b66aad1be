import type { Page } from 'playwright-core';

/** What a page looks like to a machine. */
export interface Look {
  /** Each kind of element with its attributes' names, once: `input[class,id]`. */
  readonly shapes: readonly string[];
  /** What the content security policy has stopped until now. */
  readonly violations: readonly string[];
  /** The account numbers that are shown with their digits in another order than they have. */
  readonly turned: readonly string[];
}

/**
 * Put into every page before its own scripts: notes violations of the policy, looks at the page, and waits in it, so that
 * hundreds of names need no round trip each.
 */
export const watcher = `
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective + ' ' + event.blockedURI));
  globalThis.turnedNumbers = (root) => {
    const turned = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const { index, 0: number } of node.data.matchAll(/[0-9]{4} [0-9]{4} [0-9]{4}/g)) {
        let before;
        for (let at = index; at < index + number.length; at += 1) {
          if (node.data[at] === ' ') continue;
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const { left, top } = range.getBoundingClientRect();
          if (before && before.top === top && left < before.left) turned.push(node.data);
          before = { left, top };
        }
      }
    }
    return [...new Set(turned)];
  };
  globalThis.look = (root = document.documentElement) => root && ({
    shapes: [...new Set([root, ...root.querySelectorAll('*')].map((element) => element.localName + '[' + element.getAttributeNames().sort() + ']'))].sort(),
    violations: [...violations],
    turned: turnedNumbers(root),
  });
  globalThis.until = async (found) => {
    for (let tries = 0; tries < 3000; tries += 1) {
      const value = found();
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('never came true: ' + found);
  };
  globalThis.fill = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new FocusEvent('blur'));
  };
  globalThis.namesShown = () => [...document.querySelectorAll('.facts b')].map((name) => name.textContent);
  globalThis.shown = () => new Promise((resolve) => setTimeout(resolve, 5));
  globalThis.button = (name, place = document) => [...place?.querySelectorAll('button') ?? []].find((one) =>
    [one.textContent, one.querySelector('svg')?.getAttribute('aria-label')].includes(name));
  /** Draws what a list has not drawn yet. */
  globalThis.showAll = async () => {
    const more = () => [...document.querySelectorAll('button')].filter(({ textContent }) => textContent.startsWith('Show more'));
    for (let buttons = more(); buttons.length > 0; buttons = more()) {
      for (const one of buttons) one.click();
      await shown();
    }
  };
`;

/** One look that has seen all that the others have. */
export function together(looks: readonly Look[]): Look {
  const all = (part: keyof Look): string[] => [...new Set(looks.flatMap((look) => look[part]))].sort();
  return { shapes: all('shapes'), violations: all('violations'), turned: all('turned') };
}

const looking = (page: Page, steps: string): Promise<Look[]> => page.evaluate(`(async () => { const looks = []; ${steps}; return looks; })()`);

/**
 * Every view of the settings: the lists with all names, the editors of some roles, each with all names to choose a source
 * from, what removing some of them says, and the rest. Those some are of the names that are to be looked at.
 */
export async function settingsLook(page: Page, names: readonly string[], looked: readonly string[]): Promise<Look> {
  await page.bringToFront();
  return together(await looking(page, `
    button('Roles', document.querySelector('nav')).click();
    await until(() => {
      void showAll();
      return ${JSON.stringify(names)}.every((name) => namesShown().includes(name));
    });
    for (const name of ['Vault', 'About', 'Identities', 'Import and export', 'Roles']) {
      button(name, document.querySelector('nav')).click();
      await until(() => button(name, document.querySelector('nav')).getAttribute('aria-current'));
      await until(() => document.querySelector('main h1'));
      await showAll();
      looks.push(look());
    }
    for (let at = 0; at < Math.min(document.querySelectorAll('.card.item').length, ${looked.length}); at += 12) {
      document.querySelectorAll('.card.item')[at].querySelector('.icon-edit').closest('button').click();
      looks.push(await until(() => look(document.querySelector('form.card'))));
      button('Cancel').click();
      await until(() => !document.querySelector('form.card'));
    }
    for (const name of ${JSON.stringify(looked.filter((_, at) => at % 15 === 0))}) {
      const card = [...document.querySelectorAll('.card.item')].find((one) => one.querySelector('b').textContent === name);
      card.querySelector('.icon-remove').closest('button').click();
      looks.push(await until(() => look([...document.querySelectorAll('.failure, .undo')].find(({ textContent }) => textContent.includes(name)) ?? null)));
      button('Undo')?.click();
      await until(() => !document.querySelector('.undo'));
    }
    button('Identities', document.querySelector('nav')).click();
    (await until(() => button('Edit alice'))).click();
    looks.push(await until(() => look(document.querySelector('form.card'))));
    button('Cancel').click();
    await until(() => !document.querySelector('form.card'));
  `));
}

/** What the import says of a text, and then does with it unless it is only looked at. */
export async function importLook(page: Page, text: string, apply: boolean): Promise<Look & { readonly notes: readonly string[] }> {
  await page.bringToFront();
  await page.evaluate(`button('Import and export', document.querySelector('nav')).click()`);
  await page.getByLabel('Paste or drop the text here').evaluate((area, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  const looks = await looking(page, `
    await until(() => document.querySelector('.preview'));
    await showAll();
    looks.push(look());
    looks.push({ notes: [...document.querySelectorAll('.problems li')].map((item) => item.textContent) });
    button(${apply ? `'Import', document.querySelector('.preview')` : `'Discard'`}).click();
    await until(() => !document.querySelector('.preview'));
  `);
  const [preview, told] = looks as [Look, { notes: string[] }];
  return { ...preview, notes: told.notes };
}

/** Every view of the popup: the list, the list narrowed by each name, and the journeys of some roles, which fail. */
export async function popupLook(page: Page, names: readonly string[]): Promise<Look> {
  await page.bringToFront();
  return together(await looking(page, `
    const field = await until(() => document.querySelector('[role=combobox]'));
    looks.push(look());
    // All of them fit, and more than are shown; what follows addresses is loaded first.
    fill(field, 'arn:');
    await until(() => document.querySelector('.quiet.more'));
    looks.push(look());
    for (const name of ${JSON.stringify(names)}) {
      fill(field, name);
      await shown();
      looks.push(look());
    }
    for (const name of ${JSON.stringify(names.filter((_, at) => at % 9 === 0))}) {
      fill(await until(() => document.querySelector('[role=combobox]')), name);
      (await until(() => [...document.querySelectorAll('[role=option]')].find((row) => row.querySelector('.name').textContent === name))).click();
      looks.push(await until(() => document.querySelector('.failure') && look()));
      button('Back to the roles').click();
    }
  `));
}
