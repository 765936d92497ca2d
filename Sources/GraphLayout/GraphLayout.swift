// GraphLayout
