/** Which of the dialogs of the keyboard is open; buttons open them too. */
export const keyboard = $state<{ open: 'search' | 'commands' | 'help' | null }>({ open: null });
