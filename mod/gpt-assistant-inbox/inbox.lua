return { version = 1, seq = 0, id = "", session = "", length = 0, body = [==[]==] }
