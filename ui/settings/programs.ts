import type { Server } from '$api';

export type Program = 'thunderbird' | 'outlook' | 'mac' | 'iphone' | 'android' | 'other';

/** A name is empty where it depends on the language. */
export const programs: readonly { id: Program; name: string }[] = [
  { id: 'thunderbird', name: 'Thunderbird' },
  { id: 'outlook', name: 'Outlook (Windows)' },
  { id: 'mac', name: 'Apple Mail (Mac)' },
  { id: 'iphone', name: 'iPhone, iPad' },
  { id: 'android', name: 'Android' },
  { id: 'other', name: '' },
];

/** What this user types. */
export interface Values {
  host: string;
  user: string;
  way: 'imap' | 'pop';
  incoming: Server;
  outgoing: Server;
}

/** What to do in a program, one step after the other. */
export function stepsOf(program: Program, language: 'de' | 'en', values: Values): string[] {
  const { host, user } = values;
  const kind = values.way === 'imap' ? 'IMAP' : 'POP3';
  const security = (server: Server): string => (server.security === 'tls' ? 'SSL/TLS' : 'STARTTLS');
  const from = `${host}, Port ${values.incoming.port}, ${security(values.incoming)}`;
  const to = `${host}, Port ${values.outgoing.port}, ${security(values.outgoing)}`;
  const fromEn = from.replace('Port', 'port');
  const toEn = to.replace('Port', 'port');
  const steps: Record<Program, { de: string[]; en: string[] }> = {
    thunderbird: {
      de: [
        '„Konten-Einstellungen“ öffnen, „Konten-Aktionen“, „E-Mail-Konto hinzufügen“.',
        `Name, ${user} und das Passwort eingeben, dann „Manuell einrichten“.`,
        `Posteingangsserver: ${kind}, ${from}, „Passwort, normal“, Benutzername ${user}.`,
        `Postausgangsserver: ${to}, „Passwort, normal“, Benutzername ${user}.`,
        '„Fertig“.',
      ],
      en: [
        'Open Account Settings, Account Actions, Add Mail Account.',
        `Enter your name, ${user} and the password, then Configure manually.`,
        `Incoming server: ${kind}, ${fromEn}, Normal password, user name ${user}.`,
        `Outgoing server: ${toEn}, Normal password, user name ${user}.`,
        'Done.',
      ],
    },
    outlook: {
      de: [
        `„Datei“, „Konto hinzufügen“, ${user} eingeben.`,
        '„Erweiterte Optionen“, „Ich möchte mein Konto manuell einrichten“, „Verbinden“.',
        `${values.way === 'imap' ? 'IMAP' : 'POP'} wählen.`,
        `Eingehende E-Mail: ${from}.`,
        `Ausgehende E-Mail: ${to}.`,
        'Das Passwort eingeben, „Verbinden“.',
      ],
      en: [
        `File, Add Account, enter ${user}.`,
        'Advanced options, Let me set up my account manually, Connect.',
        `Choose ${values.way === 'imap' ? 'IMAP' : 'POP'}.`,
        `Incoming mail: ${fromEn}.`,
        `Outgoing mail: ${toEn}.`,
        'Enter the password, Connect.',
      ],
    },
    mac: {
      de: [
        'In Mail: „Mail“, „Account hinzufügen“, „Anderer Mail-Account“.',
        `Name, ${user} und das Passwort eingeben, „Anmelden“.`,
        `Accounttyp ${values.way === 'imap' ? 'IMAP' : 'POP'}, Benutzername ${user}, Server für eintreffende und ausgehende E-Mails: ${host}.`,
        `Falls gefragt: Eingang Port ${values.incoming.port}, Ausgang Port ${values.outgoing.port}, „TLS/SSL verwenden“.`,
      ],
      en: [
        'In Mail: Mail, Add Account, Other Mail Account.',
        `Enter your name, ${user} and the password, Sign In.`,
        `Account type ${values.way === 'imap' ? 'IMAP' : 'POP'}, user name ${user}, incoming and outgoing mail server: ${host}.`,
        `If asked: incoming port ${values.incoming.port}, outgoing port ${values.outgoing.port}, Use TLS/SSL.`,
      ],
    },
    iphone: {
      de: [
        '„Einstellungen“, „Apps“, „Mail“, „Mail-Accounts“, „Account hinzufügen“, „Andere“, „Mail-Account hinzufügen“.',
        `Name, ${user} und das Passwort eingeben, „Weiter“.`,
        `Oben „${values.way === 'imap' ? 'IMAP' : 'POP'}“ wählen.`,
        `Server für eintreffende E-Mails: ${host}, ${user}, Passwort. Server für ausgehende E-Mails: dieselben Angaben.`,
        '„Weiter“, „Sichern“.',
        `Falls nötig unter „Erweitert“: SSL, Port ${values.incoming.port}; beim SMTP-Server SSL, Port ${values.outgoing.port}.`,
      ],
      en: [
        'Settings, Apps, Mail, Mail Accounts, Add Account, Other, Add Mail Account.',
        `Enter your name, ${user} and the password, Next.`,
        `Choose ${values.way === 'imap' ? 'IMAP' : 'POP'} above.`,
        `Incoming mail server: ${host}, ${user}, password. Outgoing mail server: the same.`,
        'Next, Save.',
        `If needed, under Advanced: SSL, port ${values.incoming.port}; for the SMTP server SSL, port ${values.outgoing.port}.`,
      ],
    },
    android: {
      de: [
        'In Gmail: Menü, „Einstellungen“, „Konto hinzufügen“, „Andere“ (andere Apps ähnlich).',
        `${user} eingeben, „Manuelle Einrichtung“, „${values.way === 'imap' ? 'Persönlich (IMAP)' : 'Persönlich (POP3)'}“, Passwort.`,
        `Server für eingehende E-Mails: ${from}, Nutzername ${user}.`,
        `Server für ausgehende E-Mails: ${to}, Nutzername ${user}.`,
      ],
      en: [
        'In Gmail: menu, Settings, Add account, Other (other apps alike).',
        `Enter ${user}, Manual setup, ${values.way === 'imap' ? 'Personal (IMAP)' : 'Personal (POP3)'}, password.`,
        `Incoming server: ${fromEn}, user name ${user}.`,
        `Outgoing server: ${toEn}, user name ${user}.`,
      ],
    },
    other: {
      de: [
        `Kontoart ${kind} wählen.`,
        `Eingang: ${from}, Benutzername ${user}, Anmeldung mit normalem Passwort.`,
        `Ausgang (SMTP): ${to}, mit Anmeldung, Benutzername ${user}.`,
      ],
      en: [
        `Choose the account type ${kind}.`,
        `Incoming: ${fromEn}, user name ${user}, normal password.`,
        `Outgoing (SMTP): ${toEn}, with a login, user name ${user}.`,
      ],
    },
  };
  return steps[program][language];
}
