import { useQuery } from "@tanstack/react-query";
import { principalQuery, provider, signOutElsewhere } from "@/api/sign-in";
import { ButtonAnchor, ButtonLink } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icons";
import { useTitle } from "@/components/ui/page";
import { useTexts } from "@/i18n";
import "../account.css";

const points: { key: "guide" | "tools" | "open"; icon: IconName }[] = [
  { key: "guide", icon: "check" },
  { key: "tools", icon: "file" },
  { key: "open", icon: "globe" },
];

/** What Interlink is, for people who are not signed in. */
export function Landing() {
  const { t } = useTexts();
  useTitle(undefined);
  const stranger = useQuery({ ...principalQuery, enabled: provider !== "local" }).data;
  return (
    <div className="landing">
      {stranger ? <NotInvited name={stranger.userDetails ?? ""} /> : null}
      <section className="landing-hero">
        <h1>{t("account.landing.title")}</h1>
        <p className="lead">{t("account.landing.lead")}</p>
        <div><ButtonLink tone="primary" to="/sign-in">{t("account.landing.signIn")}<Icon name="next" size={16} /></ButtonLink></div>
      </section>
      <ul className="landing-points">
        {points.map(({ key, icon }) => (
          <li key={key}>
            <span className="landing-icon"><Icon name={icon} /></span>
            <h2>{t(`account.landing.points.${key}`)}</h2>
            <p className="soft">{t(`account.landing.points.${key}Text`)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Signed in with the platform, but without an account here. */
function NotInvited({ name }: { name: string }) {
  const { t } = useTexts();
  return (
    <section className="callout stack-s">
      <h2 className="row"><Icon name="attention" />{t("account.invitation.none")}</h2>
      <p className="measure">{t("account.invitation.noneText", { name })}</p>
      <div><ButtonAnchor small href={signOutElsewhere}>{t("shell.menu.signOut")}</ButtonAnchor></div>
    </section>
  );
}
