import { useNavigate } from "react-router";
import type { Me } from "@/api/types";
import { signOut } from "@/api/sign-in";
import { Icon } from "@/components/ui/icons";
import { ActionMenu, type MenuGroup } from "@/components/ui/menu";
import { chooseLanguage, isLanguage, languages, useTexts } from "@/i18n";
import { theme, type Theme } from "@/lib/theme";

/** Language, appearance and account; loaded after the page, which works without them. */
export default function HeaderMenus({ me }: { me: Me | null }) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const chosen = theme.use();
  const themes: MenuGroup = {
    id: "theme",
    title: t("shell.menu.theme"),
    entries: (["system", "light", "dark"] as Theme[]).map((one) => ({ id: one, label: t(`shell.menu.themes.${one}`), selected: one === chosen, run: () => theme.choose(one) })),
  };
  const tongues: MenuGroup = {
    id: "language",
    title: t("shell.menu.language"),
    entries: Object.entries(languages).map(([code, name]) => ({
      id: code, label: name, lang: code, selected: code === language, run: () => void (isLanguage(code) && chooseLanguage(code)),
    })),
  };
  const account: MenuGroup = { id: "account", title: me?.name ?? "", entries: [{ id: "account", label: t("shell.menu.account"), run: () => void navigate("/account") }, ...(me?.runsPlatform ? [{ id: "platform", label: t("shell.menu.platform"), run: () => void navigate("/platform") }] : []), { id: "sign-out", label: t("shell.menu.signOut"), run: () => void signOut() }] };
  return (
    <>
      <ActionMenu label={`${language.toUpperCase()}, ${t("shell.menu.language")}: ${languages[language]}`} className="button button-quiet button-small" groups={[tongues]}
        trigger={<><Icon name="globe" size={18} /><span aria-hidden="true">{language.toUpperCase()}</span></>} />
      <ActionMenu label={me ? t("shell.menu.accountOf", { name: me.name }) : t("shell.menu.theme")} className={me ? "button button-small" : "button button-quiet button-small"}
        groups={me ? [themes, account] : [themes]}
        trigger={me ? <><Icon name="person" size={18} /><span className="account-name">{me.name.split(" ")[0]}</span></> : <><Icon name="contrast" size={18} /></>} />
    </>
  );
}
