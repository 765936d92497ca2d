// GraphLanguage
