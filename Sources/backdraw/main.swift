print("backdraw")
