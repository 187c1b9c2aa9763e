import { limits, loginPattern } from '../../contract/limits.ts'

/** What somebody chooses who gets a login. */
export interface NewLogin {
  readonly login: string
  readonly name: string
  readonly password: string
}
export type NewLoginField = keyof NewLogin

export const emptyLogin: NewLogin = { login: '', name: '', password: '' }

/** The fields that would be refused, before they are sent; the server decides again. `named`: a name is asked for too. */
export function wrongIn({ login, name, password }: NewLogin, named: boolean): NewLoginField[] {
  const wrong: (NewLoginField | false)[] = [
    named && name.trim() === '' && 'name',
    !loginPattern.test(login.trim().toLowerCase()) && 'login',
    password.length < limits.passwordMinimum && 'password',
  ]
  return wrong.filter((field) => field !== false)
}
