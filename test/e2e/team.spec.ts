import { drop } from './dropped'
import { choose, expect, newFormula, person, signUp, test, workspaceOf } from './fixtures'

test('a workspace, an invitation, a second person, and a role that holds', async ({
  page,
  browser,
  baseURL,
}) => {
  const ann = person('Ann')
  const bob = person('Bob')
  await page.goto('/sign-up')
  await signUp(page, ann)
  await page.waitForURL(/\/w\//)

  await page.getByRole('button', { name: /^Workspace .*: switch/ }).click()
  await page.getByRole('menuitem', { name: 'New workspace' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Desk')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.waitForURL(/\/w\/desk[^/]*\/strategies/)
  const desk = workspaceOf(page)

  await newFormula(page, 'Dip on the desk')
  await expect(page.getByText('Compiles', { exact: true })).toBeVisible()

  await page.goto(`${desk}/team`)
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByLabel('E-mail').fill(bob.email)
  await choose(page, 'Role', /^viewer/)
  await page.getByRole('button', { name: 'Invite' }).last().click()
  const link = await page.getByLabel('Invitation link').inputValue()
  await page.getByRole('button', { name: 'Done' }).click()

  const second = await browser.newContext(baseURL ? { baseURL } : {})
  const other = await second.newPage()
  await other.goto(new URL(link).pathname)
  await other.getByRole('link', { name: 'Create an account to join' }).click()
  await signUp(other, bob)
  await other.getByRole('button', { name: /Accept as/ }).click()
  await other.waitForURL(new RegExp(`${desk}/`))
  await other.goto(`${desk}/strategies`)
  await expect(other.getByRole('button', { name: 'New strategy' })).toHaveAccessibleDescription(
    /As viewer of this workspace/,
  )
  await other.getByRole('grid').getByText('Dip on the desk').click()
  await expect(other.getByRole('textbox', { name: /^Source/ })).not.toBeEditable()
  const strategy = other.getByRole('region', { name: 'Strategy; files may be dropped here' })
  await drop(strategy, [{ name: 'mine.ts', text: 'x' }], 'As viewer of this workspace')
  await expect(other.getByRole('dialog', { name: /^Import/ })).toHaveCount(0)

  // The controls are a courtesy; the server decides.
  const refused = await other.evaluate(async path => {
    const me = await fetch('/api/trpc/session.me').then(answer => answer.json())
    const { id } = me.result.data.json.workspaces.find((each: { slug: string }) => path.endsWith(each.slug))
    const answer = await fetch('/api/trpc/strategies.create', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: { workspaceId: id, name: 'No', kind: 'formula', document: '' } }),
    })
    return answer.status
  }, desk)
  expect(refused).toBe(403)

  await page.goto(`${desk}/team`)
  await choose(page, `Role of ${bob.name}`, /^member/)
  await expect(page.getByRole('combobox', { name: `Role of ${bob.name}` })).toHaveText(/member/)
  await other.goto(`${desk}/strategies`)
  await expect(other.getByRole('button', { name: 'New strategy' })).toBeEnabled()

  await page.getByRole('button', { name: `Remove ${bob.name}` }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText(bob.email)).toHaveCount(0)
  await other.goto(`${desk}/strategies`)
  await expect(other.getByText('you are not a member of it')).toBeVisible()
  await second.close()
})

test('an API key is shown once and can be revoked', async ({ page }) => {
  await page.goto('/sign-up')
  await signUp(page, person('Kim'))
  await page.waitForURL(/\/w\//)
  await page.goto(`${workspaceOf(page)}/settings/keys`)
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByLabel('Name', { exact: true }).last().fill('nightly')
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = await page.getByLabel('API key', { exact: true }).inputValue()
  expect(key).toMatch(/^slc_\w{32,}$/)
  const ask = () =>
    page.evaluate(
      secret =>
        fetch('/api/v1/workspace', { headers: { authorization: `Bearer ${secret}` } }).then(
          ({ status }) => status,
        ),
      key,
    )
  expect(await ask()).toBe(200)
  await page.getByRole('button', { name: 'I have it' }).click()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke key' }).click()
  await expect(page.getByText('revoked', { exact: true })).toBeVisible()
  expect(await ask()).toBe(401)
})

test('a wrong password is told plainly, and a right one lets in', async ({ page }) => {
  const dora = person('Dora')
  await page.goto('/sign-up')
  await signUp(page, dora)
  await page.waitForURL(/\/w\//)
  await page.getByRole('button', { name: /account menu/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  await page.getByLabel('E-mail').fill(dora.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible()
  await page.getByLabel('Password').fill(dora.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/w\//)
})
