// The OpenAPI document as a page to read: no script, nothing from elsewhere.
import type { RestRoute } from './routes'
import { REST_PATH } from './routes'

export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

type Operation = {
  parameters: { name: string; in: string; required: boolean; schema: unknown }[]
  requestBody?: { content: { 'application/json': { schema: unknown } } }
  responses: { 200: { content: { 'application/json': { schema: unknown } } } }
}
type Document = { info: { description: string }; paths: Record<string, Record<string, unknown>> }

export function docsPage(routes: readonly RestRoute[], document: Document): string {
  const sections = routes.map(route => {
    // The document was made from these very routes, so the operation is there.
    const operation = document.paths[`${REST_PATH}${route.path}`]?.[route.method.toLowerCase()] as Operation
    return [
      `<section><h2><b>${route.method}</b> <code>${escaped(REST_PATH + route.path)}</code> <i>${route.scope}</i></h2>`,
      `<p>${escaped(route.summary)}</p>`,
      ...operation.parameters.map(
        ({ name, in: place, required, schema }) =>
          `<p><code>${escaped(name)}</code> in the ${place}${required ? ', required' : ''}</p>${json(schema)}`,
      ),
      operation.requestBody
        ? `<h3>Body</h3>${json(operation.requestBody.content['application/json'].schema)}`
        : '',
      `<h3>Answer</h3>${json(operation.responses[200].content['application/json'].schema)}</section>`,
    ].join('\n')
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sluice API</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="dark light">
<style>${STYLE}</style></head><body><main><h1>Sluice API</h1>
<p>${escaped(document.info.description).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>
<p>The same as a document for tools: <a href="${REST_PATH}/openapi.json">openapi.json</a></p>
${sections.join('\n')}</main></body></html>`
}

const json = (value: unknown): string => `<pre>${escaped(JSON.stringify(value, null, 2))}</pre>`

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`)

const STYLE = `
:root{font:15px/1.5 system-ui,sans-serif}
main{max-width:52rem;margin:3rem auto;padding:0 1rem}
h2{font-size:1.05rem;margin-top:2.5rem;border-top:1px solid #8884;padding-top:1.2rem}
h3{font-size:.85rem;text-transform:uppercase;letter-spacing:.05em;opacity:.7}
i{font-style:normal;font-size:.75rem;border:1px solid #8886;border-radius:4px;padding:0 .4em}
pre{background:#8881;border-radius:6px;padding:.8rem;overflow:auto;font-size:.8rem}
code{font-size:.9em}`
