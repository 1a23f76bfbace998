/** What was asked for is kept under this name, for the page of the code after a reload. */
export const newPasswordForm = 'new-password';
