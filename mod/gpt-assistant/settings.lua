data:extend({
  { type = "string-setting", name = "gpta-host", setting_type = "runtime-global", default_value = "", allow_blank = true, auto_trim = true, order = "a" },
  { type = "string-setting", name = "gpta-who", setting_type = "runtime-global", default_value = "everyone", allowed_values = { "everyone", "admins", "host" }, order = "b" },
  { type = "int-setting", name = "gpta-questions-per-minute", setting_type = "runtime-global", default_value = 6, minimum_value = 1, maximum_value = 60, order = "c" },
  { type = "int-setting", name = "gpta-score-warn", setting_type = "runtime-global", default_value = 20000, minimum_value = 1, maximum_value = 10000000, order = "d" },
  { type = "int-setting", name = "gpta-score-limit", setting_type = "runtime-global", default_value = 200000, minimum_value = 1, maximum_value = 10000000, order = "e" },
  { type = "int-setting", name = "gpta-entities-per-tick", setting_type = "runtime-global", default_value = 100, minimum_value = 1, maximum_value = 5000, order = "f" },
  { type = "int-setting", name = "gpta-bytes-per-tick", setting_type = "runtime-global", default_value = 32768, minimum_value = 1024, maximum_value = 1048576, order = "g" },
  { type = "int-setting", name = "gpta-idle-minutes", setting_type = "runtime-global", default_value = 10, minimum_value = 1, maximum_value = 600, order = "h" },
  { type = "int-setting", name = "gpta-poll-seconds-max", setting_type = "runtime-global", default_value = 30, minimum_value = 2, maximum_value = 600, order = "i" },
  { type = "string-setting", name = "gpta-door", setting_type = "runtime-global", default_value = "auto", allowed_values = { "auto", "reload", "paste" }, order = "j" },
  { type = "bool-setting", name = "gpta-allow-data", setting_type = "runtime-per-user", default_value = true, order = "a" },
  { type = "string-setting", name = "gpta-language", setting_type = "runtime-per-user", default_value = "auto", allowed_values = { "auto", "ru", "en" }, order = "b" },
})
