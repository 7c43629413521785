/** Which of the two dialogs of the keyboard is open; buttons open them too. */
export const keyboard = $state<{ open: 'search' | 'help' | null }>({ open: null });
