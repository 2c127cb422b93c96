/** What the page shows now: the visitor's choice, or what the system prefers. */
function current(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset['bsTheme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Bring the header's button to life. The choice is a cookie, so that Django writes it into the next page. */
export function offerThemeToggle(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-toggle]')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => {
    const theme = current() === 'dark' ? 'light' : 'dark'
    document.documentElement.dataset['bsTheme'] = theme
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`
  })
}
