export const staffRoles = ['administrator', 'support', 'auditor'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Auditors read; they answer nobody. */
export const mayAnswer = (role: StaffRole | undefined): boolean => role === 'administrator' || role === 'support';
