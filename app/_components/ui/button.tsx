import clsx from 'clsx'
import type { ButtonHTMLAttributes } from 'react'
import { type ButtonVariant, buttonClass } from './button-class'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { variant?: ButtonVariant }

export function Button({ variant = 'plain', type = 'submit', className, ...rest }: Props) {
  return <button type={type} className={clsx(buttonClass(variant), className)} {...rest} />
}
