function x = __gap__(~)
  % __gap__(obj): what an element holds that nothing has been assigned to.
  x = 0;
end
