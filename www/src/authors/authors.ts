/** What the page for authors does beyond being read: it names its own address in the snippets, copies them, and shows the element. */
const { root, host } = document.documentElement.dataset as { root: string; host: string };

/** The root of this site, without a final slash. */
const home = new URL(root, document.baseURI).href.replace(/\/$/, '');
const status = document.querySelector<HTMLElement>('[role="status"]')!;

for (const code of document.querySelectorAll('code')) {
  if (code.textContent.includes(host)) code.textContent = code.textContent.replaceAll(host, home);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('.snippet button')) {
  button.hidden = false;
  button.addEventListener('click', () => void copy(button));
}

/** A chosen theme of the main page holds here too. */
const dark = matchMedia('(prefers-color-scheme: dark)');
const show = (): void => {
  document.documentElement.dataset['theme'] = chosenTheme() ?? (dark.matches ? 'dark' : 'light');
};
show();
dark.addEventListener('change', show);

// Files that other pages load by name: the bundler leaves them where they are.
void import(/* @vite-ignore */ `${home}/host.js`).then(({ fitAll }: { fitAll(): void }) => fitAll());
void import(/* @vite-ignore */ `${home}/downhill.js`);

async function copy(button: HTMLButtonElement): Promise<void> {
  const code = button.parentElement!.querySelector('code')!;
  const { copied, byHand } = button.dataset as { copied: string; byHand: string };
  let said = copied;
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    // The clipboard may be forbidden: what would have been copied is selected.
    getSelection()!.selectAllChildren(code);
    said = byHand;
  }
  const before = button.textContent;
  button.textContent = said;
  status.textContent = said;
  setTimeout(() => {
    button.textContent = before;
    status.textContent = '';
  }, 2500);
}

function chosenTheme(): string | undefined {
  try {
    const theme = localStorage.getItem('downhill-theme');
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  } catch {
    return undefined;
  }
}

/** A module: its names are its own. */
export {};
