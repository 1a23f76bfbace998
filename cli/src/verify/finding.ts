/** What a rule found that is broken; nothing where it holds. */
export type Finding = Readonly<{ service: string; rule: string; found: readonly string[] }>;
