import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { App } from '../components/shell/app.tsx'

/** The header is set by the server in front of the pages, which takes away what a browser says under that name. */
export default async function Page() {
  if (!(await headers()).get('x-parley-user')) redirect('/sign-in')
  return <App />
}
