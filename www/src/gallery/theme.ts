/** Colours before the first paint: as chosen on the page in an earlier visit, else as the browser has it. Runs in the head. */
{
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const show = (): void => {
    let chosen: string | null = null;
    try {
      chosen = localStorage.getItem('downhill-theme');
    } catch {
      // Storage may be forbidden.
    }
    const isDark = chosen === 'dark' || (chosen !== 'light' && dark.matches);
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  };
  show();
  dark.addEventListener('change', show);
  // Chosen in another tab.
  addEventListener('storage', show);
}
