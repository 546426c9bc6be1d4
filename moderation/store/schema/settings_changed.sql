-- What requests remember of these tables is read anew once this number is another.
CREATE TABLE settings_changed (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT;
INSERT INTO settings_changed (one, number) VALUES (1, 0);
CREATE TRIGGER sites_added AFTER INSERT ON sites
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER sites_changed AFTER UPDATE ON sites
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER sites_gone AFTER DELETE ON sites
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER keys_added AFTER INSERT ON keys
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER keys_changed AFTER UPDATE ON keys
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER keys_gone AFTER DELETE ON keys
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER key_secrets_added AFTER INSERT ON key_secrets
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER key_secrets_changed AFTER UPDATE ON key_secrets
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER key_secrets_gone AFTER DELETE ON key_secrets
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER users_added AFTER INSERT ON users
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER users_changed AFTER UPDATE ON users
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER users_gone AFTER DELETE ON users
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER scopes_added AFTER INSERT ON scopes
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER scopes_changed AFTER UPDATE ON scopes
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER scopes_gone AFTER DELETE ON scopes
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER preferences_added AFTER INSERT ON preferences
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER preferences_changed AFTER UPDATE ON preferences
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER preferences_gone AFTER DELETE ON preferences
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER site_preferences_added AFTER INSERT ON site_preferences
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER site_preferences_changed AFTER UPDATE ON site_preferences
    BEGIN UPDATE settings_changed SET number = number + 1; END;
CREATE TRIGGER site_preferences_gone AFTER DELETE ON site_preferences
    BEGIN UPDATE settings_changed SET number = number + 1; END;
