import { limits, loginPattern } from '../../contract/limits.ts'

/** What somebody chooses who gets a login. */
export interface NewLogin {
  readonly login: string
  readonly name: string
  readonly password: string
}
export type NewLoginField = keyof NewLogin
export type Complaints = { readonly [Field in NewLoginField]?: `entry.${'loginForm' | 'nameMissing' | 'passwordShort'}` }

export const emptyLogin: NewLogin = { login: '', name: '', password: '' }

/** What would be refused, before it is sent; the server decides again. `named`: a name is asked for too. */
export function complaintsAbout({ login, name, password }: NewLogin, named: boolean): Complaints {
  return {
    ...(!loginPattern.test(login.trim().toLowerCase()) && { login: 'entry.loginForm' as const }),
    ...(named && name.trim() === '' && { name: 'entry.nameMissing' as const }),
    ...(password.length < limits.passwordMinimum && { password: 'entry.passwordShort' as const }),
  }
}
