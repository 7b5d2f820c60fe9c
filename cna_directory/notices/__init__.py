"""What everybody may read: terms of use, privacy, accessibility, help, security."""
