module placeholder

go 1.27.0
