// backdraw
