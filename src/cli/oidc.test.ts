import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { BadOidc, oidcOf } from './oidc.ts'

const folder = mkdtempSync(join(tmpdir(), 'akashi-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ENVIRONMENT = {
  AKASHI_OIDC_ISSUER: 'https://login.example.jp',
  AKASHI_OIDC_CLIENT_ID: 'akashi',
  AKASHI_OIDC_CLIENT_SECRET: 'secret',
  AKASHI_OIDC_HOSTS: 'keys.example.jp, token.example.jp:8443',
}

describe('the provider of outside accounts', () => {
  it('is none where no issuer is named', () => {
    expect(oidcOf({}, {}, 'en')).toBeNull()
    expect(oidcOf({}, { AKASHI_OIDC_ISSUER: '', AKASHI_OIDC_CLIENT_ID: 'x' }, 'en')).toBeNull()
  })

  it('is read from the environment, and is called by its host where it has no label', () => {
    expect(oidcOf({}, ENVIRONMENT, 'en')).toEqual({
      issuer: 'https://login.example.jp',
      clientId: 'akashi',
      clientSecret: 'secret',
      label: 'login.example.jp',
      hosts: ['keys.example.jp', 'token.example.jp:8443'],
    })
  })

  it('is what the command line says before what the environment says; a secret may lie in a file', () => {
    const path = join(folder, 'secret')
    writeFileSync(path, 'from a file\n')
    const flags = { oidcIssuer: 'https://other.example.jp', oidcLabel: '社内アカウント', oidcHost: [] }
    expect(oidcOf(flags, { ...ENVIRONMENT, AKASHI_OIDC_CLIENT_SECRET_FILE: path }, 'ja')).toMatchObject({
      issuer: 'https://other.example.jp',
      clientSecret: 'from a file',
      label: '社内アカウント',
      hosts: [],
    })
  })

  it.each(['http://login.example.jp', 'login.example.jp', 'https://x.jp/?a', 'https://a@x.jp', 'file:///etc/passwd'])(
    'is refused with a sentence where the issuer is %s',
    (oidcIssuer) => {
      expect(() => oidcOf({ oidcIssuer }, ENVIRONMENT, 'ja')).toThrow(BadOidc)
      expect(() => oidcOf({ oidcIssuer }, ENVIRONMENT, 'ja')).toThrow('発行者')
    },
  )

  it('is refused where the client id or the file of the secret is missing', () => {
    expect(() => oidcOf({}, { ...ENVIRONMENT, AKASHI_OIDC_CLIENT_ID: '' }, 'en')).toThrow('client id')
    const environment = { ...ENVIRONMENT, AKASHI_OIDC_CLIENT_SECRET_FILE: join(folder, 'missing') }
    expect(() => oidcOf({}, environment, 'en')).toThrow('cannot be read')
  })
})
