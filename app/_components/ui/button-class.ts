export type ButtonVariant = 'plain' | 'primary' | 'danger' | 'quiet'

export function buttonClass(variant: ButtonVariant): string {
  return variant === 'plain' ? 'btn' : `btn btn-${variant}`
}
