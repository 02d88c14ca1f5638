import { ButtonLink } from "@/components/ui/button";
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
  return (
    <div className="landing">
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
