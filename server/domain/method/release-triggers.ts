/** What a release was run for: the night's look, a cycle that closed, the operator, a command, the demo. */
export const RELEASE_TRIGGERS = ['nightly', 'cycle', 'operator', 'command', 'demo'] as const
export type ReleaseTrigger = (typeof RELEASE_TRIGGERS)[number]
